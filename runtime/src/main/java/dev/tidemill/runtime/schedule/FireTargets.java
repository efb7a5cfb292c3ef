package dev.tidemill.runtime.schedule;

/**
 * What schedules set off. A call returns when its target has taken the fire over durably, as
 * Scheduler's success is Lambda's acceptance of the event. It should not take longer than some
 * seconds: what must wait longer throws a {@link TargetException} that can be retried. Any other
 * exception counts as one that can be retried, with the code {@code
 * AWS.Scheduler.InternalServerError}.
 */
public interface FireTargets {

  /** Invokes a function asynchronously. */
  void function(String function, byte[] event, Fire fire) throws InterruptedException;

  /** Starts a run of a job. */
  void job(String job, Fire fire) throws InterruptedException;

  /** Sends a message to a stream. */
  void stream(String stream, byte[] message, Fire fire) throws InterruptedException;
}
