package dev.tidemill.runtime.api;

import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.runtime.function.url.UrlRequest;
import dev.tidemill.runtime.function.url.UrlResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of a running pipeline. Calls come from several threads.
 *
 * <p>All throw {@link OperationException} for what is not there, not allowed now, or wrong in the
 * request.
 */
public interface Operations {

  /** How everything is doing; takes no longer than reading a few counters. */
  Status status();

  /**
   * When the schedules fire next, those that are disabled or over without a time.
   *
   * @param next times of each at most
   */
  List<ScheduleTimes> schedules(int next);

  /**
   * Calls a function and waits for its answer; a handler that throws is an answer too.
   *
   * @param event JSON in UTF-8
   */
  Answer invoke(String function, byte[] event) throws InterruptedException;

  /**
   * Takes an event for an asynchronous call; it is kept on the disk when this returns.
   *
   * @return the request id, the same over all attempts
   */
  String accept(String function, byte[] event);

  /**
   * Asks the tables.
   *
   * @param limit rows at most; 0: all
   */
  QueryResult query(String sql, int limit);

  /** The file with what a function wrote; it may not be there yet. */
  Path functionLog(String function);

  /** The file with what happened in a job's runs; it may not be there yet. */
  Path jobLog(String job);

  /** The last runs of a job, the newest first. */
  List<Run> runs(String job, int limit);

  /**
   * Starts a run of a job by hand; returns when it is on its way.
   *
   * @return the run's id
   */
  String startJob(String job, JobStart start) throws InterruptedException;

  /**
   * Stops the runs of a job after the batch that they are in.
   *
   * @param wait whether to return only when they are STOPPED
   */
  void stopJob(String job, boolean wait) throws InterruptedException;

  /**
   * Sends dead letters through again.
   *
   * @param ids which; empty: all that were not yet
   */
  List<Redriven> redrive(DeadLetterKind kind, String name, List<String> ids)
      throws InterruptedException;

  /** A function's URL; empty if it has none, or there is no such function. */
  Optional<FunctionUrl> functionUrl(String function);

  /** Answers an HTTP request to a function's URL by calling the function; who may is decided. */
  UrlResponse request(String function, UrlRequest request) throws InterruptedException;
}
