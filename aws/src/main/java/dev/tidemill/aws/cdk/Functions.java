package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.LambdaFunction;
import dev.tidemill.aws.plan.Ref;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.FunctionUrl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlCorsOptions;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.HttpMethod;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.LambdaRuntimeProps;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.constructs.Construct;

/** Functions on Lambda, each with its version, its alias, its logs and its dead letters. */
final class Functions {

  private static final Size DISK = Size.mebibytes(512);

  private final Construct scope;
  private final Optional<PipelineNetwork> network;
  private final Optional<IKey> key;
  private final Roles roles;
  private final Logs logs;
  private final CodeAssets code;
  private final Values values;
  private final Map<String, IFunction> aliases = new LinkedHashMap<>();

  Functions(
      Construct parent,
      Deployment deployment,
      Optional<PipelineNetwork> network,
      Optional<IKey> key,
      Roles roles,
      Logs logs,
      CodeAssets code,
      Values values) {
    this.scope = new Construct(parent, "Functions");
    this.network = network;
    this.key = key;
    this.roles = roles;
    this.logs = logs;
    this.code = code;
    this.values = values;
    deployment.functions().forEach(function -> aliases.put(function.id(), make(function)));
  }

  /** The alias {@code live} of each function. */
  Map<String, IFunction> aliases() {
    return Collections.unmodifiableMap(aliases);
  }

  private Alias make(LambdaFunction plan) {
    Construct its = new Construct(scope, plan.id());
    Function function = function(its, plan);
    Alias alias =
        Alias.Builder.create(its, "Live")
            .aliasName(LambdaFunction.ALIAS)
            .version(function.getCurrentVersion())
            .build();
    CfnEventInvokeConfig.Builder.create(its, "Asynchronous")
        .functionName(function.getFunctionName())
        .qualifier(alias.getAliasName())
        .maximumRetryAttempts(plan.function().retry().attempts())
        .maximumEventAgeInSeconds(plan.function().retry().maximumEventAge().toSeconds())
        .destinationConfig(
            CfnEventInvokeConfig.DestinationConfigProperty.builder()
                .onFailure(
                    CfnEventInvokeConfig.OnFailureProperty.builder()
                        .destination(values.text(Ref.queueArn(plan.id())))
                        .build())
                .build())
        .build();
    plan.function().url().ifPresent(url -> url(its, alias, plan, url));
    return alias;
  }

  private Function function(Construct its, LambdaFunction plan) {
    dev.tidemill.model.Function function = plan.function();
    Function.Builder builder =
        Function.Builder.create(its, "Function")
            .functionName(plan.name())
            .runtime(runtime(function))
            .handler(plan.handler())
            .code(Code.fromAsset(code.functions(function.code()).toString()))
            .memorySize(function.memory().megabytes())
            .timeout(Durations.of(function.timeout()))
            .architecture(architecture(function.aws().architecture()))
            .environment(values.texts(plan.environment()))
            .role(roles.role(plan.role()))
            .ephemeralStorageSize(DISK)
            .tracing(Tracing.DISABLED)
            .logGroup(
                logs.group(
                    "Function-" + plan.id(), plan.logGroup(), function.aws().logRetention()));
    function.concurrency().ifPresent(builder::reservedConcurrentExecutions);
    key.ifPresent(builder::environmentEncryption);
    if (plan.snapStart()) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    if (plan.inNetwork()) {
      PipelineNetwork place = network.orElseThrow();
      builder
          .vpc(place.vpc())
          .vpcSubnets(place.subnets(plan.internet()))
          .securityGroups(List.of(place.functions()));
    }
    Function made = builder.build();
    // Versions are published: the alias is of one.
    Annotations.of(made).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    return made;
  }

  /** By name: a newer one than CDK knows is well, too. */
  private static Runtime runtime(dev.tidemill.model.Function function) {
    return function.isJava()
        ? new Runtime(
            function.runtime(),
            RuntimeFamily.JAVA,
            LambdaRuntimeProps.builder().supportsSnapStart(true).build())
        : new Runtime(function.runtime());
  }

  private static Architecture architecture(FunctionAws.Architecture architecture) {
    return architecture == FunctionAws.Architecture.ARM64
        ? Architecture.ARM_64
        : Architecture.X86_64;
  }

  private static void url(Construct its, Alias alias, LambdaFunction plan, FunctionUrl url) {
    FunctionUrlOptions.Builder options =
        FunctionUrlOptions.builder()
            .authType(
                url.auth() == FunctionUrl.Auth.IAM
                    ? FunctionUrlAuthType.AWS_IAM
                    : FunctionUrlAuthType.NONE);
    url.cors().ifPresent(cors -> options.cors(cors(cors)));
    CfnOutput.Builder.create(its, "Url")
        .description("The address of function " + plan.id())
        .value(alias.addFunctionUrl(options.build()).getUrl())
        .build();
  }

  private static FunctionUrlCorsOptions cors(FunctionUrl.Cors cors) {
    FunctionUrlCorsOptions.Builder options =
        FunctionUrlCorsOptions.builder().allowCredentials(cors.allowCredentials());
    given(cors.allowHeaders(), options::allowedHeaders);
    given(cors.allowOrigins(), options::allowedOrigins);
    given(cors.exposeHeaders(), options::exposedHeaders);
    List<HttpMethod> methods =
        cors.allowMethods().stream()
            .map(method -> method.equals("*") ? "ALL" : method)
            .map(HttpMethod::valueOf)
            .toList();
    given(methods, options::allowedMethods);
    cors.maxAge().ifPresent(age -> options.maxAge(Durations.of(age)));
    return options.build();
  }

  /** An empty list is refused where none would be well. */
  private static <T> void given(List<T> values, Consumer<List<T>> setter) {
    if (!values.isEmpty()) {
      setter.accept(values);
    }
  }
}
