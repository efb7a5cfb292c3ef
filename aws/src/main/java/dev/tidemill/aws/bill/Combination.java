package dev.tidemill.aws.bill;

import java.util.Optional;

/**
 * A stream and what processes it.
 *
 * @param streamUsd with its traffic between zones; empty: the sheet lacks a price
 * @param processUsd with the files that it writes
 * @param obstacle why it cannot work
 * @param deployable whether Tidemill deploys it today
 */
public record Combination(
    String stream,
    String process,
    Optional<Double> streamUsd,
    Optional<Double> processUsd,
    Optional<String> obstacle,
    boolean deployable) {

  /** Both together; empty if the sheet lacks a price. */
  public Optional<Double> usd() {
    return streamUsd.flatMap(stream -> processUsd.map(process -> stream + process));
  }
}
