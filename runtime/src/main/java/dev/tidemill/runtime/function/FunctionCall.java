package dev.tidemill.runtime.function;

import java.time.Instant;

/**
 * A call that has ended, as listeners are told it.
 *
 * @param function its id in the definition
 * @param at when the call came
 */
public record FunctionCall(String function, Instant at, Invocation invocation) {}
