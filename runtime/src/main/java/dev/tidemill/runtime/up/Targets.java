package dev.tidemill.runtime.up;

import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.invoke.AsyncInvocations;
import dev.tidemill.runtime.invoke.InvocationRefused;
import dev.tidemill.runtime.invoke.StreamSender;
import dev.tidemill.runtime.job.JobRefused;
import dev.tidemill.runtime.job.JobRunner;
import dev.tidemill.runtime.process.WorldException;
import dev.tidemill.runtime.schedule.Fire;
import dev.tidemill.runtime.schedule.FireTargets;
import dev.tidemill.runtime.schedule.TargetException;
import dev.tidemill.runtime.stream.StreamProducers;
import java.util.Set;
import java.util.function.Supplier;

/** What the schedules of a pipeline set off, and where failed calls go. */
final class Targets implements FireTargets, StreamSender {

  private static final String NOT_FOUND = "ResourceNotFoundException";

  /** Of a job's refusals, those that time cures. */
  private static final Set<String> PASSING = Set.of("concurrent-runs", "stopping", "kafka");

  private final Supplier<Pipeline> pipeline;
  private final StreamProducers producers;
  private AsyncInvocations invocations;
  private JobRunner jobs;

  Targets(Supplier<Pipeline> pipeline, StreamProducers producers) {
    this.pipeline = pipeline;
    this.producers = producers;
  }

  /** Gives what is made after this; nothing may fire before. */
  void connect(AsyncInvocations asynchronous, JobRunner runner) {
    invocations = asynchronous;
    jobs = runner;
  }

  /** Accepted under the execution's id: a fire that comes twice is one call as long as it waits. */
  @Override
  public void function(String function, byte[] event, Fire fire) {
    try {
      invocations.accept(function, event, "schedule " + fire.schedule(), fire.executionId());
    } catch (InvocationRefused refused) {
      throw new TargetException(refused.code(), refused.getMessage(), false);
    }
  }

  @Override
  public void job(String job, Fire fire) throws InterruptedException {
    try {
      jobs.trigger(job, "schedule " + fire.schedule());
    } catch (JobRefused refused) {
      boolean passing = PASSING.contains(refused.code());
      throw new TargetException(
          passing ? "ConcurrentRunsExceededException" : NOT_FOUND, refused.getMessage(), passing);
    }
  }

  @Override
  public void stream(String stream, byte[] message, Fire fire) throws InterruptedException {
    send(stream, message);
  }

  @Override
  public void send(String stream, byte[] message) throws InterruptedException {
    Stream to = pipeline.get().streams().get(stream);
    if (to == null) {
      throw new TargetException(NOT_FOUND, "no stream '" + stream + "'", false);
    }
    try {
      producers.send(to, message);
    } catch (WorldException away) {
      throw new TargetException("ServiceUnavailable", away.getMessage(), true);
    }
  }
}
