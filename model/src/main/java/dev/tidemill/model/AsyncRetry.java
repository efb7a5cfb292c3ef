package dev.tidemill.model;

import java.time.Duration;

/**
 * What becomes of an asynchronous call that fails.
 *
 * @param attempts further ones, 0 to 2
 * @param maximumEventAge how long an event is tried at all, 1m to 6h
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Lambda&#39;s
 *     rules</a>
 */
public record AsyncRetry(int attempts, Duration maximumEventAge) {}
