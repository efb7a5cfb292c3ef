package dev.tidemill.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookmarkTest {

  private static final String GOLDEN =
      "{\"at\":{\"stream:function-log\":{\"offsets\":{\"0\":313,\"1\":298},"
          + "\"topicId\":\"HbzdpKGkQE20QLDFXJRIYQ\"}},\"batch\":17,"
          + "\"end\":\"2026-11-13T02:15:00Z\",\"start\":\"2026-11-13T02:14:00Z\"}";

  private static final Bookmark BOOKMARK =
      new Bookmark(
          Map.of(
              "stream:function-log",
              new StreamPosition("HbzdpKGkQE20QLDFXJRIYQ", Map.of(1, 298L, 0, 313L))),
          17,
          Instant.parse("2026-11-13T02:14:00Z"),
          Instant.parse("2026-11-13T02:15:00Z"));

  @Test
  void hasTheTextOfTheReference() {
    assertThat(BOOKMARK.text()).isEqualTo(GOLDEN);
  }

  @Test
  void isReadBackFromItsText() {
    assertThat(Bookmark.parse(GOLDEN)).isEqualTo(BOOKMARK);
  }

  @Test
  void sortsKeysAsTextAtEachLevel() {
    Bookmark bookmark =
        new Bookmark(
            Map.of(
                "stream:b", new StreamPosition("B", Map.of(2, 5L, 10, 6L, 0, 7L)),
                "stream:a", new StreamPosition("A", Map.of())),
            1,
            Instant.EPOCH,
            Instant.EPOCH);
    assertThat(bookmark.text())
        .startsWith(
            "{\"at\":{\"stream:a\":{\"offsets\":{},\"topicId\":\"A\"},"
                + "\"stream:b\":{\"offsets\":{\"0\":7,\"10\":6,\"2\":5},\"topicId\":\"B\"}},");
  }

  @Test
  void holdsTheNumberOfTheLastListOfFiles() {
    String text =
        "{\"at\":{\"files:data/inbox\":7,\"stream:a\":{\"offsets\":{\"0\":1},\"topicId\":\"A\"}},"
            + "\"batch\":3,\"end\":\"2026-11-13T02:15:00Z\",\"start\":\"2026-11-13T02:14:00Z\"}";
    Bookmark bookmark = Bookmark.parse(text);
    assertThat(bookmark.at())
        .containsEntry(Bookmark.files("data/inbox"), new FilesPosition(7))
        .containsEntry(Bookmark.stream("a"), new StreamPosition("A", Map.of(0, 1L)));
    assertThat(bookmark.text()).isEqualTo(text);
  }

  @Test
  void cutsTimesToWhatSqlSees() {
    Bookmark bookmark =
        new Bookmark(Map.of(), 1, Instant.EPOCH, Instant.parse("2026-11-13T02:15:00.123456789Z"));
    assertThat(bookmark.text()).contains("\"end\":\"2026-11-13T02:15:00.123456Z\"");
    assertThat(Bookmark.parse(bookmark.text())).isEqualTo(bookmark);
  }

  @Test
  void refusesAnotherText() {
    assertThatThrownBy(() -> Bookmark.parse("{\"batch\":1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{\"batch\":1}");
  }

  @Test
  void isNamedInSummariesByTheBeginningOfItsHash() {
    assertThat(Writer.hash("abc")).isEqualTo("ba7816bf8f01cfea");
    assertThat(new Writer("approvals", "executions").summary(BOOKMARK, BOOKMARK))
        .containsOnly(
            Map.entry("tidemill.job", "approvals.executions"),
            Map.entry("tidemill.from", Writer.hash(GOLDEN)),
            Map.entry("tidemill.to", GOLDEN));
  }
}
