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

  /**
   * @param given a bucket that is there; empty: one is made
   */
  Lake(
      Construct parent,
      Deployment deployment,
      Optional<IBucket> given,
      Optional<IKey> key,
      Values values) {
    bucket = given.orElseGet(() -> make(new Construct(parent, "Lake"), deployment, key));
    values.put(Ref.LAKE, bucket.getBucketName());
  }

  IBucket bucket() {
    return bucket;
  }

  private static Bucket make(Construct scope, Deployment deployment, Optional<IKey> key) {
    RemovalPolicy removal = deployment.retained() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    Bucket logs =
        builder(scope, "AccessLogs", removal)
            // S3 writes its logs with keys of its own only.
            .encryption(BucketEncryption.S3_MANAGED)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("access-logs")
                        .expiration(Durations.of(deployment.logRetention()))
                        .build()))
            .build();
    Bucket.Builder lake =
        builder(scope, "Bucket", removal)
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

  private static Bucket.Builder builder(Construct scope, String id, RemovalPolicy removal) {
    return Bucket.Builder.create(scope, id)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(removal);
  }
}
