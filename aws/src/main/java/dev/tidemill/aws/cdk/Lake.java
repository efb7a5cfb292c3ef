package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.Ref;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** The bucket of the tables, and that of its access logs. */
final class Lake {

  private static final Duration UNFINISHED = Duration.days(7);
  private static final Duration ANSWERS = Duration.days(30);

  private final IBucket bucket;
  private final Optional<IBucket> logs;

  /**
   * @param given a bucket that is there; empty: one is made
   */
  Lake(
      Construct parent,
      Deployment deployment,
      Optional<IBucket> given,
      Optional<IKey> key,
      Values values) {
    if (given.isPresent()) {
      bucket = given.get();
      logs = Optional.empty();
    } else {
      Construct scope = new Construct(parent, "Lake");
      Bucket made = logs(scope, deployment);
      logs = Optional.of(made);
      bucket = make(scope, deployment, key, made);
    }
    values.put(Ref.LAKE, bucket.getBucketName());
    logs.ifPresent(made -> values.put(Ref.ACCESS_LOGS, made.getBucketName()));
  }

  /** What has to be empty when it is deleted with the rest: nothing that was given. */
  List<IBucket> emptied() {
    return logs.<List<IBucket>>map(made -> List.of(bucket, made)).orElse(List.of());
  }

  IBucket bucket() {
    return bucket;
  }

  private static Bucket logs(Construct scope, Deployment deployment) {
    return builder(scope, "AccessLogs", deployment)
        // S3 writes its logs with keys of its own only.
        .encryption(BucketEncryption.S3_MANAGED)
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .id("access-logs")
                    .expiration(Durations.of(deployment.logRetention()))
                    .build()))
        .build();
  }

  private static Bucket make(
      Construct scope, Deployment deployment, Optional<IKey> key, Bucket logs) {
    Bucket.Builder lake =
        builder(scope, "Bucket", deployment)
            .serverAccessLogsBucket(logs)
            .serverAccessLogsPrefix("lake/")
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("unfinished-uploads")
                        .abortIncompleteMultipartUploadAfter(UNFINISHED)
                        .build(),
                    LifecycleRule.builder()
                        .id("answers")
                        .prefix(Deployment.ANSWERS + "/")
                        .expiration(ANSWERS)
                        .build()));
    key.ifPresentOrElse(
        own -> lake.encryption(BucketEncryption.KMS).encryptionKey(own).bucketKeyEnabled(true),
        () -> lake.encryption(BucketEncryption.S3_MANAGED));
    return lake.build();
  }

  private static Bucket.Builder builder(Construct scope, String id, Deployment deployment) {
    return Bucket.Builder.create(scope, id)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(deployment.retained() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
  }
}
