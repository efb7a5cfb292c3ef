package dev.tidemill.aws.bill;

import dev.tidemill.model.Job;
import dev.tidemill.model.Load;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import java.util.Optional;

/** What the usage of one scenario is worked out from. */
record Basis(
    Pipeline pipeline,
    Resources resources,
    Scenario scenario,
    Optional<Measured> measured,
    Flows flows) {

  private static final double ASSUMED_BYTES = 500;

  /** Bytes of one event: measured, given, or 500. */
  double bytes(String stream) {
    Load load = pipeline.load().get(stream);
    double given = load == null ? ASSUMED_BYTES : load.size().bytes();
    return measured
        .map(all -> all.streams().get(stream))
        .map(Measured.Messages::size)
        .orElse(given);
  }

  /** Events in a month of the streams that a job reads. */
  double eventsRead(Job job) {
    return Streams.of(job, Node.Role.SOURCE).stream()
        .mapToDouble(stream -> flows.stream(stream).perMonth())
        .sum();
  }

  /** Their bytes. */
  double bytesRead(Job job) {
    return Streams.of(job, Node.Role.SOURCE).stream()
        .mapToDouble(stream -> flows.stream(stream).perMonth() * bytes(stream))
        .sum();
  }
}
