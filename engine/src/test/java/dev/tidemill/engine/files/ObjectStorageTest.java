package dev.tidemill.engine.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.S3Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hadoop's own client for S3, with the SDK's modules that we give it. */
class ObjectStorageTest {

  private S3Server server;
  private Configuration hadoop;
  private Storage storage;

  @BeforeEach
  void start() throws IOException {
    server = new S3Server();
    hadoop = new Configuration();
    server.settings().forEach(hadoop::set);
    hadoop.set("fs.s3a.impl.disable.cache", "true");
    storage = Storage.at("s3a://bucket/out", hadoop);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void keepsFiles() throws IOException {
    assertThat(storage.list("a")).isEmpty();
    assertThat(storage.read("a/1")).isEmpty();
    assertThat(storage.putIfAbsent("a/1", "one".getBytes(UTF_8))).isTrue();
    assertThat(storage.putIfAbsent("a/1", "two".getBytes(UTF_8))).isFalse();
    assertThat(storage.read("a/1"))
        .hasValueSatisfying(content -> assertThat(content).asString().isEqualTo("one"));
    assertThat(server.conditionalPuts()).isEqualTo(2);
    storage.move("a/1", "b=1/2");
    storage.move("a/1", "b=1/2");
    assertThat(storage.exists("a/1")).isFalse();
    assertThat(storage.exists("b=1/2")).isTrue();
    assertThat(storage.list("b=1")).containsExactly("2");
    storage.delete("b=1");
    assertThat(storage.exists("b=1/2")).isFalse();
  }

  @Test
  void knowsItsOwnPutWhoseAnswerWasLost() throws IOException {
    server.loseNextAnswer();
    assertThat(storage.putIfAbsent("a/1", "one".getBytes(UTF_8))).isTrue();
    assertThat(storage.read("a/1")).isPresent();
  }

  @Test
  void letsOneOfSeveralPut() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        byte[] mine = ("try " + i).getBytes(UTF_8);
        tries.add(() -> storage.putIfAbsent("a/1", mine));
      }
      int won = 0;
      for (Future<Boolean> answer : threads.invokeAll(tries)) {
        won += answer.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
