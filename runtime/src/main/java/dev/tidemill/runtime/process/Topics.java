package dev.tidemill.runtime.process;

import dev.tidemill.model.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of streams. */
final class Topics {

  private static final long PATIENCE_SECONDS = 30;
  private static final Duration SEGMENT = Duration.ofDays(1);
  private static final long SEGMENT_BYTES = 128L << 20;

  private final Map<String, Object> client;

  Topics(Map<String, String> client) {
    this.client = new TreeMap<>(client);
    this.client.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    this.client.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
  }

  void create(Collection<Stream> streams) {
    if (streams.isEmpty()) {
      return;
    }
    try (Admin admin = Admin.create(client)) {
      Map<String, TopicDescription> existing = existing(admin, streams);
      List<NewTopic> missing = new ArrayList<>();
      Map<String, NewPartitions> growing = new LinkedHashMap<>();
      Map<ConfigResource, Collection<AlterConfigOp>> changed = new LinkedHashMap<>();
      for (Stream stream : streams) {
        TopicDescription topic = existing.get(stream.topic());
        if (topic == null) {
          missing.add(
              new NewTopic(stream.topic(), stream.partitions(), (short) 1)
                  .configs(settings(stream)));
          continue;
        }
        changed.put(new ConfigResource(ConfigResource.Type.TOPIC, stream.topic()), changes(stream));
        if (grows(stream, topic.partitions().size())) {
          growing.put(stream.topic(), NewPartitions.increaseTo(stream.partitions()));
        }
      }
      await(admin.createTopics(missing).all());
      await(admin.createPartitions(growing).all());
      await(admin.incrementalAlterConfigs(changed).all());
    }
  }

  private static Map<String, TopicDescription> existing(Admin admin, Collection<Stream> streams) {
    List<String> names = new ArrayList<>(await(admin.listTopics().names()));
    names.retainAll(streams.stream().map(Stream::topic).toList());
    return await(admin.describeTopics(names).allTopicNames());
  }

  private static boolean grows(Stream stream, int partitions) {
    if (partitions > stream.partitions()) {
      throw new WorldException(
          "[shrinks] stream %s: its topic %s has %d partitions, the definition says %d; "
                  .formatted(stream.id(), stream.topic(), partitions, stream.partitions())
              + "partitions only ever grow");
    }
    return partitions < stream.partitions();
  }

  private static List<AlterConfigOp> changes(Stream stream) {
    return settings(stream).entrySet().stream()
        .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
        .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
        .toList();
  }

  private static Map<String, String> settings(Stream stream) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(stream.retention().toMillis()));
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(stream.maxMessage().bytes()));
    // Kafka deletes whole segments only: with its own 7 days and 1 GB, what is kept may be twice
    // as much as the retention says.
    long oldest = Math.min(SEGMENT.toMillis(), Math.max(1, stream.retention().toMillis() / 4));
    settings.put(TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(oldest));
    long largest = Math.max(SEGMENT_BYTES, stream.maxMessage().bytes() * 2);
    settings.put(
        TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(Math.min(largest, Integer.MAX_VALUE)));
    return settings;
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw new WorldException("The broker refuses: " + refused.getCause().getMessage(), refused);
    } catch (TimeoutException silent) {
      throw new WorldException(
          "The broker does not answer within " + PATIENCE_SECONDS + " s", silent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new WorldException("Interrupted while topics were made", interrupted);
    }
  }
}
