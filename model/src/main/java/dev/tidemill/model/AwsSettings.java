package dev.tidemill.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the pipeline is deployed to AWS.
 *
 * @param region there for the commands that deploy and price; see {@link
 *     dev.tidemill.model.check.AwsChecks}
 * @param account twelve digits; empty: that of the credentials
 * @param encryptionKey the ARN of a KMS key; empty: AWS's own keys
 * @param logRetention of all logs but those of functions that say otherwise; one of the times that
 *     CloudWatch offers
 * @param standardAlarms whether there are alarms that the definition does not list
 * @param tags of every resource, in the order of the file
 * @param position where the definition says it, else where the definition begins
 */
public record AwsSettings(
    Optional<String> region,
    Optional<String> account,
    AwsStreams streams,
    GlueSettings glue,
    Athena athena,
    Network network,
    Optional<String> encryptionKey,
    Removal removal,
    Duration logRetention,
    boolean standardAlarms,
    Map<String, String> tags,
    Position position) {

  /** The same with other streams and other runs of the jobs that share one. */
  public AwsSettings with(AwsStreams streams, GlueSettings glue) {
    return new AwsSettings(
        region,
        account,
        streams,
        glue,
        athena,
        network,
        encryptionKey,
        removal,
        logRetention,
        standardAlarms,
        tags,
        position);
  }

  /**
   * The workgroup for queries.
   *
   * @param scanLimit how much one query may read before it is cancelled
   */
  public record Athena(DataSize scanLimit) {}

  /**
   * Where everything runs that needs a network.
   *
   * @param vpc the id of one that is there; empty: our own
   * @param subnets ids of its subnets, one in each zone; empty if, and only if, there is no vpc
   * @param zones how many zones it spans
   */
  public record Network(Optional<String> vpc, List<String> subnets, int zones) {
    public Network {
      subnets = List.copyOf(subnets);
    }
  }

  /** What becomes of what holds data when the deployment is destroyed. */
  public enum Removal {
    RETAIN,
    DESTROY
  }
}
