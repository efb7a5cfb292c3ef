/**
 * What a scalar of the definition can say: durations, sizes, instants, column types, ids,
 * parameters in text. Every parser takes text and gives a value or one {@link
 * dev.tidemill.model.value.Problem} that says what to write instead; none throws.
 */
package dev.tidemill.model.value;
