package dev.tidemill.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.commit.StreamPosition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RangeChooserTest {

  private static final TopicState STATE =
      new TopicState("T", Map.of(0, 0L, 1, 0L), Map.of(0, 10L, 1, 20L));

  @Test
  void endsAtWhatIsStable() {
    Chosen chosen = next(position(3, 20), STATE);
    assertThat(chosen.range())
        .isEqualTo(new StreamRange("t", "T", Map.of(0, 3L, 1, 20L), Map.of(0, 10L, 1, 20L)));
    assertThat(chosen.position()).isEqualTo(position(10, 20));
    assertThat(chosen.notices()).isEmpty();
  }

  @Test
  void isEmptyWhereNothingCame() {
    assertThat(next(position(10, 20), STATE).range().isEmpty()).isTrue();
    assertThat(next(position(10, 20), STATE).isNewSince(position(10, 20))).isFalse();
    assertThat(next(position(10, 19), STATE).isNewSince(position(10, 19))).isTrue();
  }

  @Test
  void goesOnAtEarliestWhereRetentionWasFaster() {
    TopicState state = new TopicState("T", Map.of(0, 8L, 1, 0L), Map.of(0, 10L, 1, 20L));
    Chosen chosen = next(position(3, 20), state);
    assertThat(chosen.range().from()).containsEntry(0, 8L);
    assertThat(chosen.expired()).isEqualTo(5);
    assertThat(chosen.notices())
        .containsExactly("[expired] t/0: offsets 3 to 7 were deleted before they were read");
  }

  @Test
  void goesOnAtTheEndOfATruncatedLog() {
    Chosen chosen = next(position(15, 20), STATE);
    assertThat(chosen.range().isEmpty()).isTrue();
    assertThat(chosen.position()).isEqualTo(position(10, 20));
    assertThat(chosen.isNewSince(position(15, 20))).as("a commit sets it back").isTrue();
    assertThat(chosen.notices()).singleElement().asString().startsWith("[truncated] t/0: ");
  }

  @Test
  void readsARecreatedTopicFromTheBeginning() {
    Chosen chosen = next(new StreamPosition("OLD", Map.of(0, 7L, 1, 9L)), STATE);
    assertThat(chosen.range().from()).isEqualTo(Map.of(0, 0L, 1, 0L));
    assertThat(chosen.position().topicId()).isEqualTo("T");
    assertThat(chosen.notices()).singleElement().asString().startsWith("[topic-recreated] topic t");
  }

  @Test
  void readsNewPartitionsFromTheBeginning() {
    Chosen chosen = next(new StreamPosition("T", Map.of(0, 10L)), STATE);
    assertThat(chosen.range().from()).isEqualTo(Map.of(0, 10L, 1, 0L));
  }

  @Test
  void sharesTheMaximumOutByBacklog() {
    assertThat(RangeChooser.next("t", position(0, 0), STATE, 15).range().to())
        .isEqualTo(Map.of(0, 5L, 1, 10L));
  }

  @Test
  void takesAMessageOfEachPartitionHoweverSmallTheMaximum() {
    assertThat(RangeChooser.next("t", position(9, 0), STATE, 1).range().to())
        .isEqualTo(Map.of(0, 10L, 1, 1L));
  }

  @Test
  void takesARangeAgainAsItWas() {
    Chosen chosen = RangeChooser.again("t", position(1, 2), position(5, 6), STATE);
    assertThat(chosen.range())
        .isEqualTo(new StreamRange("t", "T", Map.of(0, 1L, 1, 2L), Map.of(0, 5L, 1, 6L)));
  }

  @Test
  void takesWhatIsLeftOfARangeAgain() {
    TopicState state = new TopicState("T", Map.of(0, 4L, 1, 9L), Map.of(0, 10L, 1, 20L));
    Chosen chosen = RangeChooser.again("t", position(1, 2), position(5, 6), state);
    assertThat(chosen.range())
        .isEqualTo(new StreamRange("t", "T", Map.of(0, 4L, 1, 6L), Map.of(0, 5L, 1, 6L)));
    assertThat(chosen.expired()).isEqualTo(3 + 4);
  }

  @Test
  void takesNothingAgainOfATopicThatIsGone() {
    StreamPosition to = new StreamPosition("OLD", Map.of(0, 5L));
    Chosen chosen = RangeChooser.again("t", new StreamPosition("OLD", Map.of(0, 1L)), to, STATE);
    assertThat(chosen.range().isEmpty()).isTrue();
    assertThat(chosen.expired()).isEqualTo(4);
    assertThat(chosen.position()).isEqualTo(to);
  }

  private static Chosen next(StreamPosition from, TopicState state) {
    return RangeChooser.next("t", from, state, 1_000_000);
  }

  private static StreamPosition position(long first, long second) {
    return new StreamPosition("T", Map.of(0, first, 1, second));
  }
}
