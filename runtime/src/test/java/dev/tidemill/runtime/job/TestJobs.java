package dev.tidemill.runtime.job;

import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.TestPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions of jobs for tests, as the reader would give them. */
final class TestJobs {

  private static final Position SOMEWHERE = new Position(Path.of("pipeline.yaml"), 3, 7, 3, 9);

  private TestJobs() {}

  static Pipeline pipeline(Job... jobs) {
    Map<String, Job> byId = new LinkedHashMap<>();
    for (Job job : jobs) {
      byId.put(job.id(), job);
    }
    return TestPipeline.of(
        Path.of("pipeline.yaml").toAbsolutePath(),
        "pipeline: shop",
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        byId);
  }

  /** A job that reads 100 messages a batch at most. */
  static Builder job(String id) {
    return new Builder(id);
  }

  static final class Builder {
    private final String id;
    private boolean enabled = true;
    private Optional<Duration> every = Optional.empty();
    private Optional<Job.After> after = Optional.empty();
    private Optional<String> onArrival = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Duration> notifyDelayAfter = Optional.empty();
    private int retries;
    private int maxConcurrentRuns = 1;
    private String table = "clicks";
    private int line = 3;

    private Builder(String id) {
      this.id = id;
    }

    Builder every(Duration window) {
      every = Optional.of(window);
      return this;
    }

    Builder after(Job.When when, RunState state, String... jobs) {
      after = Optional.of(new Job.After(List.of(jobs), when, state));
      return this;
    }

    Builder after(String job) {
      return after(Job.When.ALL, RunState.SUCCEEDED, job);
    }

    Builder onArrival() {
      onArrival = Optional.of("log");
      return this;
    }

    Builder timeout(Duration limit) {
      timeout = Optional.of(limit);
      return this;
    }

    Builder notifyDelayAfter(Duration limit) {
      notifyDelayAfter = Optional.of(limit);
      return this;
    }

    Builder retries(int count) {
      retries = count;
      return this;
    }

    Builder maxConcurrentRuns(int count) {
      maxConcurrentRuns = count;
      return this;
    }

    Builder disabled() {
      enabled = false;
      return this;
    }

    Builder table(String other) {
      table = other;
      return this;
    }

    /** Somewhere else in the file. */
    Builder line(int number) {
      line = number;
      return this;
    }

    Job build() {
      Position position = new Position(SOMEWHERE.file(), line, 7, line, 9);
      Map<String, Node> nodes = new LinkedHashMap<>();
      Map<String, Object> source = Map.of("stream", "clicks", "maxPerBatch", 100L);
      nodes.put("log", node("log", Node.Role.SOURCE, "stream", source, position));
      Map<String, Object> target = Map.of("table", table);
      nodes.put("lake", node("lake", Node.Role.TARGET, "table", target, position));
      return new Job(
          id,
          enabled,
          every,
          after,
          onArrival,
          timeout,
          retries,
          maxConcurrentRuns,
          notifyDelayAfter,
          GlueSettings.DEFAULT,
          nodes,
          position);
    }

    private static Node node(
        String id, Node.Role role, String kind, Map<String, Object> fields, Position position) {
      return new Node(id, role, kind, Map.of(), fields, Map.of(), position);
    }
  }
}
