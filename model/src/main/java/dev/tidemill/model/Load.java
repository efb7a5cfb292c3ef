package dev.tidemill.model;

import dev.tidemill.model.value.Rate;

/**
 * How much is expected of a stream or a function.
 *
 * @param rate messages or calls, on average
 * @param size of one of them
 * @param peak the greatest rate; the same as the average one if nothing is said
 */
public record Load(Rate rate, DataSize size, Rate peak, Position position) {}
