package dev.tidemill.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.commit.Writer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeListsTest {

  private static final Instant NOW = Instant.parse("2026-11-13T02:15:07Z");

  @TempDir Path lake;

  private RangeLists lists(String job, Instant now) {
    return RangeLists.of(
        new DiskStorage(lake),
        new Writer("shop", job),
        "files:in",
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static FoundFile file(String path, Instant modified) {
    return new FoundFile(path, 10, modified);
  }

  private static final FoundFile A = file("in/a", NOW.minusSeconds(60));
  private static final FoundFile B = file("in/b", NOW.minusSeconds(50));

  @Test
  void areTakenAsTheyWereWritten() {
    assertThat(lists("load", NOW).after(0, () -> List.of(A))).contains(List.of(A));
    assertThat(lists("load", NOW).after(0, () -> List.of(A, B))).contains(List.of(A));
    assertThat(lists("load", NOW).after(1, () -> List.of(A, B))).contains(List.of(B));
    assertThat(lists("load", NOW).after(2, () -> List.of(A, B))).isEmpty();
    assertThat(lists("load", NOW).between(0, 2)).containsExactly(A, B);
  }

  @Test
  void takeAFileThatChangedForAnother() {
    lists("load", NOW).after(0, () -> List.of(A));
    FoundFile larger = new FoundFile("in/a", 11, A.modified());
    FoundFile later = new FoundFile("in/a", 10, A.modified().plusMillis(1));
    assertThat(lists("load", NOW).after(1, () -> List.of(larger, later)))
        .contains(List.of(larger, later));
  }

  @Test
  void leaveYoungFilesForTheNext() {
    FoundFile young = file("in/young", NOW.minusMillis(999));
    assertThat(lists("load", NOW).after(0, () -> List.of(young))).isEmpty();
    assertThat(lists("load", NOW.plusMillis(1)).after(0, () -> List.of(young)))
        .contains(List.of(young));
  }

  @Test
  void beginAnewWithTheFilesOfSevenDays() throws IOException {
    Instant now = NOW;
    FoundFile old = file("in/old", NOW.minus(Duration.ofDays(8)));
    lists("load", now).after(0, () -> List.of(old, A));
    for (long number = 1; number < 105; number++) {
      FoundFile next = file("in/" + number, NOW.minusSeconds(30));
      assertThat(lists("load", now).after(number, () -> List.of(next))).contains(List.of(next));
    }
    for (String name : new DiskStorage(lake).list(folder())) {
      if (Integer.parseInt(name.replace(".json", "")) < 100) {
        new DiskStorage(lake).delete(folder() + "/" + name);
      }
    }
    Optional<List<FoundFile>> found =
        lists("load", now)
            .after(105, () -> List.of(old, A, file("in/50", NOW.minusSeconds(30)), B));
    assertThat(found).contains(List.of(B));
  }

  private String folder() throws IOException {
    String jobs = "_tidemill/ranges/shop.load";
    return jobs + "/" + new DiskStorage(lake).list(jobs).get(0);
  }

  @Test
  void sayThatOneOfThemIsGone() throws IOException {
    lists("load", NOW).after(0, () -> List.of(A));
    new DiskStorage(lake).delete(folder() + "/1.json");
    assertThatThrownBy(() -> lists("load", NOW).after(1, List::of))
        .hasMessageContaining("so what was read from in is not known");
  }

  @Test
  void goOverToTheJobThatTakesThePlace() {
    lists("load", NOW).after(0, () -> List.of(A));
    RangeLists renamed = lists("read", NOW);
    renamed.adopt(new Writer("shop", "load"));
    assertThat(renamed.after(1, () -> List.of(A, B))).contains(List.of(B));
  }
}
