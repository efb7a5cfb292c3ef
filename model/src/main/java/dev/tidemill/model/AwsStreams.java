package dev.tidemill.model;

/** What the streams are on AWS that have no connection of their own. */
public sealed interface AwsStreams {

  /**
   * A cluster of Amazon MSK.
   *
   * @param brokers a multiple of the zones
   * @param storage of a broker, in whole gigabytes; of no meaning for express brokers, which have
   *     no disks of their own
   */
  record Provisioned(
      String brokerType, int brokers, DataSize storage, Authentication authentication)
      implements AwsStreams {

    /** How many brokers hold a copy of each message. */
    public int replication() {
      return Math.min(3, brokers);
    }

    /** How many of them must have it before it counts as sent. */
    public int inSyncReplicas() {
      return Math.max(1, replication() - 1);
    }

    /** Whether its brokers are express brokers. */
    public boolean isExpress() {
      return brokerType.startsWith("express.");
    }
  }

  /** Amazon MSK Serverless; it takes IAM authentication only. */
  record Serverless() implements AwsStreams {}

  /** Kinesis Data Streams. */
  record Kinesis() implements AwsStreams {}

  /**
   * A Kafka that is there already.
   *
   * @param connection the id of a {@link KafkaConnection}
   */
  record Existing(String connection) implements AwsStreams {}

  /** How clients are known to a cluster of Amazon MSK. */
  enum Authentication {
    IAM,
    /** A user name and a password in Secrets Manager. */
    SCRAM,
    /** Client certificates. */
    TLS
  }
}
