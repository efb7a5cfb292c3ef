package dev.tidemill.runtime.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A running pipeline at one moment, as {@code status --json} prints it: the names of the components
 * are the contract, and are only ever added to.
 *
 * @param data its folder
 * @param address of the API
 * @param since when it was ready
 * @param next the schedules' next fire times, the earliest first
 * @param deadLetters those not yet redriven, where there are any
 * @param notices the last of what a user should know, the oldest first
 */
public record Status(
    String pipeline,
    String stage,
    Path data,
    URI address,
    long pid,
    Instant since,
    List<Part> parts,
    List<Function> functions,
    List<Job> jobs,
    List<Next> next,
    List<DeadLetters> deadLetters,
    List<Notice> notices) {

  public Status {
    parts = List.copyOf(parts);
    functions = List.copyOf(functions);
    jobs = List.copyOf(jobs);
    next = List.copyOf(next);
    deadLetters = List.copyOf(deadLetters);
    notices = List.copyOf(notices);
  }

  /** How a part is. */
  public enum PartState {
    STARTING,
    UP,
    /** It ended, does not answer or is held up; {@code up} goes on trying. */
    AWAY,
    STOPPED
  }

  /**
   * What a pipeline is made of: {@code broker}, {@code stores}, {@code Spark}, {@code state}.
   *
   * @param address the bootstrap servers of the broker, the endpoint of the stores, the JDBC URL of
   *     the state without its secrets; empty where there is none
   * @param pid empty for what has no process of its own here
   * @param detail why it is not up; empty otherwise
   */
  public record Part(
      String name, PartState state, String address, OptionalLong pid, Path log, String detail) {}

  /**
   * A function since {@code up} began.
   *
   * @param pids of its instances
   * @param running calls at this moment
   * @param p95 of the last calls
   * @param url where its function URL answers
   * @param lastError type and message of the last failure
   */
  public record Function(
      String function,
      List<Long> pids,
      int running,
      long runs,
      long failed,
      @JsonProperty("p95Milliseconds") Optional<Duration> p95,
      Optional<URI> url,
      Optional<String> lastError,
      Path log) {

    public Function {
      pids = List.copyOf(pids);
    }
  }

  /**
   * A job.
   *
   * @param state of its last run, as Glue names it; {@code STOPPED} if there was none
   * @param trigger {@code every 60s}; empty if it is only started by hand
   * @param lastBatch when the last one was committed
   * @param rowsPerSecond taken in by the last batches
   * @param lagMessages in its streams and not yet in its targets
   * @param lag the age of the oldest of these
   * @param error why the last run failed
   */
  public record Job(
      String job,
      String state,
      Optional<String> trigger,
      Optional<Instant> lastBatch,
      double rowsPerSecond,
      OptionalLong lagMessages,
      @JsonProperty("lagMilliseconds") Optional<Duration> lag,
      Optional<String> error,
      Path log) {}

  /**
   * The next time of a schedule.
   *
   * @param target {@code function ApproveReminder}
   */
  public record Next(String schedule, String target, Instant at, String timezone) {}

  /** How many there are of one stream, function or schedule. */
  public record DeadLetters(DeadLetterKind kind, String name, long count) {}

  /**
   * Something that happened.
   *
   * @param thing the function, job, part or file that it is about
   */
  public record Notice(Instant at, String thing, String text, boolean warning) {}
}
