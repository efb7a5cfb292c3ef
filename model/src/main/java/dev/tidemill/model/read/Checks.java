package dev.tidemill.model.read;

import java.time.Clock;

/** Runs the checks that look at more than one key. */
final class Checks {

  private final Clock clock;

  Checks(Clock clock) {
    this.clock = clock;
  }

  void check(Definition definition) {
    if (clock == null) {
      return;
    }
    if (!definition.findings().hasErrors()) {
      definition.findings().addAll(definition.reading().notBuilt());
    }
  }
}
