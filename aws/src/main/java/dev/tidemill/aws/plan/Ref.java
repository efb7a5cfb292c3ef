package dev.tidemill.aws.plan;

/**
 * Texts of a plan may hold values that only a deployment knows, written {@code ${NAME}}: those of
 * CloudFormation's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html">pseudo
 * parameters</a>, and these, whose names begin with {@code tidemill:}. All else is plain text.
 */
public final class Ref {

  public static final String PARTITION = "${AWS::Partition}";
  public static final String REGION = "${AWS::Region}";
  public static final String ACCOUNT = "${AWS::AccountId}";

  /** The name of the bucket with the tables. */
  public static final String LAKE = "${tidemill:Lake}";

  /** The name of the bucket with its access logs. */
  public static final String ACCESS_LOGS = "${tidemill:AccessLogs}";

  /** The bootstrap servers of the cluster. */
  public static final String BROKERS = "${tidemill:Brokers}";

  /** The ARN of the cluster. */
  public static final String CLUSTER = "${tidemill:Cluster}";

  /** What the ARN of the cluster ends with, and those of its topics hold: {@code NAME/UUID}. */
  public static final String CLUSTER_PATH = "${tidemill:ClusterPath}";

  /** The name and the password of the cluster's user, where there is one. */
  public static final String KAFKA_SECRET = "${tidemill:KafkaSecret}";

  /** What the object that runs watch holds, once a deployment is done. */
  public static final String DIGEST = "${tidemill:Digest}";

  /** The asset with the engine's classes. */
  public static final String ENGINE_ASSET = "Engine";

  /** The asset with the generated Scala script. */
  public static final String SCRIPT_ASSET = "Script";

  /** The asset with the definition. */
  public static final String DEFINITION_ASSET = "Definition";

  private Ref() {}

  /** Where an asset lies: {@code s3://BUCKET/KEY}. */
  public static String assetUrl(String asset) {
    return "${tidemill:Asset." + asset + ".Url}";
  }

  /** The ARN of an asset's object. */
  public static String assetArn(String asset) {
    return "${tidemill:Asset." + asset + ".Arn}";
  }

  /**
   * The ARN of the queue of dead letters of a function or, by {@link Deployment#SCHEDULES}, all
   * schedules.
   */
  public static String queueArn(String of) {
    return "${tidemill:Queue." + of + "}";
  }

  /** The name of that queue. */
  public static String queueName(String of) {
    return "${tidemill:QueueName." + of + "}";
  }

  /** An ARN in the pipeline's region and account. */
  static String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s".formatted(PARTITION, service, REGION, ACCOUNT, resource);
  }

  /** The ARN of a bucket, or of objects in it. */
  static String s3(String path) {
    return "arn:" + PARTITION + ":s3:::" + path;
  }
}
