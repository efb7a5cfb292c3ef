package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.LambdaFunction;
import dev.tidemill.aws.plan.Ref;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Queues of dead letters: one for each function, one for all schedules. */
final class Queues {

  /** The longest that SQS keeps a message. */
  private static final Duration KEPT = Duration.days(14);

  private final Construct scope;
  private final Values values;
  private final RemovalPolicy removal;

  Queues(Construct parent, Deployment deployment, Values values) {
    this.scope = new Construct(parent, "DeadLetters");
    this.values = values;
    this.removal = deployment.retained() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    deployment.functions().stream().map(LambdaFunction::id).forEach(id -> make(id, id));
    if (deployment.keepsSchedulesDeadLetters()) {
      make("Schedules_", Deployment.SCHEDULES);
    }
  }

  private void make(String id, String of) {
    Queue queue =
        Queue.Builder.create(scope, id)
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(KEPT)
            .removalPolicy(removal)
            .build();
    values.put(Ref.queueArn(of), queue.getQueueArn());
    values.put(Ref.queueName(of), queue.getQueueName());
  }
}
