package dev.tidemill.model;

/** Something outside of the pipeline that it connects to. */
public sealed interface Connection permits KafkaConnection {

  /** How the definition calls it. */
  String id();

  /** Where it stands in the definition. */
  Position position();
}
