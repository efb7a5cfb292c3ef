package dev.tidemill.runtime.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskWatchTest {

  private static final long GB = 1L << 30;

  private final List<String> done = new ArrayList<>();
  private long free = 10 * GB;
  private long total = 10 * GB;

  @Test
  void pausesOnceAndResumesWhenThereIsClearlySpace() {
    DiskWatch watch = watch();
    watch.look();
    free = GB - 1;
    watch.look();
    watch.look();
    free = GB + 1;
    watch.look();
    assertThat(done)
        .containsExactly(
            "pause",
            "disk 1,023 MB free: schedules wait and function calls are refused until there is"
                + " 1,126 MB");

    free = 2 * GB;
    watch.look();
    assertThat(done).endsWith("resume", "disk 2,048 MB free again: going on");
  }

  @Test
  void fivePercentOfALargeDiskCount() {
    DiskWatch watch = watch();
    total = 1000 * GB;
    free = 49 * GB;
    watch.look();

    assertThat(done).first().isEqualTo("pause");
  }

  private DiskWatch watch() {
    return new DiskWatch(
        new DiskWatch.Space() {
          @Override
          public long free() {
            return free;
          }

          @Override
          public long total() {
            return total;
          }
        },
        new DiskWatch.Intake() {
          @Override
          public void pause() {
            done.add("pause");
          }

          @Override
          public void resume() {
            done.add("resume");
          }
        },
        (thing, text, warning) -> done.add(thing + " " + text));
  }
}
