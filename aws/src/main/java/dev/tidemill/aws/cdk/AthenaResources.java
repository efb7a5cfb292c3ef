package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.Ref;
import java.util.Optional;
import software.amazon.awscdk.services.athena.CfnWorkGroup;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * The workgroup for queries; CDK has no L2 of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-athena-workgroup.html">its
 *     resource</a>
 */
final class AthenaResources {

  AthenaResources(Construct parent, Deployment deployment, Optional<IKey> key, Values values) {
    CfnWorkGroup.EncryptionConfigurationProperty.Builder encryption =
        CfnWorkGroup.EncryptionConfigurationProperty.builder()
            .encryptionOption(key.isPresent() ? "SSE_KMS" : "SSE_S3");
    key.ifPresent(own -> encryption.kmsKey(own.getKeyArn()));
    CfnWorkGroup.Builder.create(new Construct(parent, "Queries"), "WorkGroup")
        .name(deployment.name())
        .description("Queries on the tables of " + deployment.name())
        .recursiveDeleteOption(true)
        .workGroupConfiguration(
            CfnWorkGroup.WorkGroupConfigurationProperty.builder()
                .enforceWorkGroupConfiguration(true)
                .publishCloudWatchMetricsEnabled(true)
                .bytesScannedCutoffPerQuery(deployment.scanLimit())
                .resultConfiguration(
                    CfnWorkGroup.ResultConfigurationProperty.builder()
                        .outputLocation(
                            values.text("s3://" + Ref.LAKE + "/" + Deployment.ANSWERS + "/"))
                        .encryptionConfiguration(encryption.build())
                        .build())
                .build())
        .build();
  }
}
