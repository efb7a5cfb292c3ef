package dev.tidemill.aws.cdk;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Groups of logs, all of which end some day. */
final class Logs {

  private final Construct scope;
  private final Optional<IKey> key;

  Logs(Construct parent, Optional<IKey> key) {
    this.scope = new Construct(parent, "Logs");
    this.key = key;
  }

  /** Logs are gone with the deployment: what is to stay is in tables. */
  LogGroup group(String id, String name, Duration retention) {
    LogGroup.Builder group =
        LogGroup.Builder.create(scope, id)
            .logGroupName(name)
            .retention(Durations.retention(retention))
            .removalPolicy(RemovalPolicy.DESTROY);
    key.ifPresent(group::encryptionKey);
    return group.build();
  }
}
