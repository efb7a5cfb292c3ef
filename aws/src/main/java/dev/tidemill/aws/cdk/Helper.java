package dev.tidemill.aws.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.Role;
import dev.tidemill.model.AwsStreams.Authentication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * A function of ours that CloudFormation calls for what it cannot do itself. Its code stands in the
 * template: it needs no build and no asset.
 */
final class Helper {

  private static final Duration PATIENCE = Duration.minutes(15);

  private final Construct scope;
  private final String function;

  /**
   * @param role what it acts as
   */
  Helper(Construct parent, Deployment deployment, Role role, Roles roles, Logs logs) {
    this.scope = new Construct(parent, "Helper");
    this.function =
        Function.Builder.create(scope, "Function")
            .functionName(deployment.name())
            .description("Does at deployments what CloudFormation cannot")
            .runtime(Runtime.PYTHON_3_14)
            .handler("index.handler")
            .code(Code.fromInline(code()))
            .timeout(PATIENCE)
            .role(roles.role(role))
            .logGroup(
                logs.group("Helper", "/aws/lambda/" + deployment.name(), deployment.logRetention()))
            .build()
            .getFunctionArn();
  }

  private static String code() {
    try (InputStream in = Helper.class.getResourceAsStream("helper.py")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The bootstrap servers of a cluster; CloudFormation knows its ARN only. */
  String brokers(MskResources msk, Authentication authentication) {
    String member =
        switch (authentication) {
          case IAM -> "BootstrapBrokerStringSaslIam";
          case SCRAM -> "BootstrapBrokerStringSaslScram";
          case TLS -> "BootstrapBrokerStringTls";
        };
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("Cluster", msk.arn());
    properties.put("Member", member);
    return resource("Brokers", "brokers", properties).getAttString("Brokers");
  }

  /** An object whose text is another when a run has to end for the next to be as deployed. */
  CustomResource watched(String bucket, String text) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("Bucket", bucket);
    properties.put("Key", Deployment.WATCHED);
    properties.put("Text", text);
    return resource("Watched", "watched", properties);
  }

  /** A bucket that is to be empty when it is deleted. */
  CustomResource emptied(String id, String bucket) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("Bucket", bucket);
    return resource(id, "emptied", properties);
  }

  /**
   * Jobs whose runs are stopped when they are deleted: Glue would let them run on, without an end,
   * in subnets that CloudFormation then cannot delete.
   */
  CustomResource stopped(List<String> jobs) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("Jobs", jobs);
    return resource("Stopped", "stopped", properties);
  }

  private CustomResource resource(String id, String kind, Map<String, Object> more) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("Kind", kind);
    properties.putAll(more);
    return CustomResource.Builder.create(scope, id)
        .serviceToken(function)
        .properties(properties)
        .build();
  }
}
