package dev.tidemill.runtime.up;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks the broker whether it answers: one that hangs has a process that lives. */
final class BrokerWatch implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 4;

  private final Admin admin;
  private final Notices notices;
  private volatile boolean answers = true;
  private long silentSince;

  BrokerWatch(Map<String, String> kafka, Notices notices) {
    Map<String, Object> settings = new TreeMap<>(kafka);
    settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    this.admin = Admin.create(settings);
    this.notices = notices;
  }

  /** Whether it answered when it was asked last. */
  boolean answers() {
    return answers;
  }

  /** Asks once. */
  void look() throws InterruptedException {
    boolean now = ask();
    if (!now && answers) {
      silentSince = System.nanoTime();
      notices.warn("broker", "does not answer: jobs and calls that need it wait and try again");
    } else if (now && !answers) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - silentSince);
      notices.say("broker", "answers again after " + seconds + " s");
    }
    answers = now;
  }

  private boolean ask() throws InterruptedException {
    try {
      admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException silent) {
      return false;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
