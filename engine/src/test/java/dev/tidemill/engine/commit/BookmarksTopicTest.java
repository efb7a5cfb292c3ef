package dev.tidemill.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.TestTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

class BookmarksTopicTest {

  private final BookmarksTopic topic =
      new BookmarksTopic("bookmarks-" + UUID.randomUUID(), TestTopic.kafka());

  @Test
  void isCreatedOnceAndKnowsNothingThen() {
    topic.create();
    topic.create();
    assertThat(topic.read("copy/users", line -> {})).isEmpty();
  }

  @Test
  void givesTheLastCommittedValueOfAKey() throws Exception {
    topic.create();
    try (KafkaProducer<byte[], byte[]> producer = TestTopic.transactional()) {
      commit(producer, "copy/users", "1");
      commit(producer, "copy/users", "2");
      commit(producer, "other/users", "7");
      producer.beginTransaction();
      producer.send(topic.record("copy/users", "3")).get();
      producer.abortTransaction();
    }
    assertThat(topic.read("copy/users", line -> {})).isEqualTo(Optional.of("2"));
  }

  /** What is stable before another's open transaction may be an old bookmark. */
  @Test
  void waitsForAnOpenTransactionAndSaysSo() throws Exception {
    topic.create();
    List<String> said = new ArrayList<>();
    CountDownLatch waits = new CountDownLatch(1);
    try (KafkaProducer<byte[], byte[]> own = TestTopic.transactional();
        KafkaProducer<byte[], byte[]> other = TestTopic.transactional()) {
      other.beginTransaction();
      other.send(topic.record("other/users", "7")).get();
      commit(own, "copy/users", "1");
      CompletableFuture<Optional<String>> read =
          CompletableFuture.supplyAsync(
              () ->
                  topic.read(
                      "copy/users",
                      line -> {
                        said.add(line);
                        waits.countDown();
                      }));
      assertThat(waits.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(read).isNotDone();
      other.commitTransaction();
      assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(Optional.of("1"));
    }
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("[waiting] for an open transaction of another job in topic bookmarks-");
  }

  private void commit(KafkaProducer<byte[], byte[]> producer, String key, String value)
      throws Exception {
    producer.beginTransaction();
    producer.send(topic.record(key, value)).get();
    producer.commitTransaction();
  }
}
