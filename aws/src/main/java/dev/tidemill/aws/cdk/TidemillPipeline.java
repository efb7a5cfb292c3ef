package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.GlueJob;
import dev.tidemill.aws.plan.KafkaCluster;
import dev.tidemill.aws.plan.Ref;
import dev.tidemill.aws.plan.Role;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * A stage of a pipeline, as a construct for anybody's CDK app:
 *
 * <pre>{@code
 * TidemillPipeline approvals =
 *     TidemillPipeline.Builder.create(this, "Approvals")
 *         .definition(Path.of("pipeline.yaml"))
 *         .stage("prod")
 *         .vpc(existingVpc)
 *         .build();
 * approvals.grantRead(analyst);
 * }</pre>
 *
 * <p>The ids of constructs that hold data never change: CloudFormation would make them anew.
 */
public final class TidemillPipeline extends Construct {

  private final Deployment deployment;
  private final IBucket lake;
  private final Map<String, ITableV2> stores;
  private final Map<String, IFunction> functions;
  private final Map<String, IAlarm> alarms;

  private TidemillPipeline(Builder builder, Pipeline pipeline, Deployment planned) {
    super(builder.scope, builder.id);
    this.deployment = planned;
    Values values = new Values();
    Optional<IKey> key = key(builder);
    Logs logs = new Logs(this, key);
    Lake made = new Lake(this, deployment, Optional.ofNullable(builder.lake), key, values);
    this.lake = made.bucket();
    new Queues(this, deployment, values);
    Roles roles = new Roles(this, values);
    Helper helper = new Helper(this, deployment, helperRole(made), roles, logs);
    Optional<PipelineNetwork> network =
        deployment
            .network()
            .map(
                plan ->
                    new PipelineNetwork(
                        this, deployment, plan, Optional.ofNullable(builder.vpc), logs));
    deployment
        .cluster()
        .ifPresent(cluster -> cluster(cluster, network.orElseThrow(), key, logs, helper, values));
    this.stores = new Stores(this, deployment, key).tables();
    CodeAssets code = new CodeAssets(builder.workFolder(), builder.engineClassPath());
    values.put(Ref.DIGEST, digest(assets(pipeline, code, values)));
    this.functions =
        new Functions(this, deployment, network, key, roles, logs, code, values).aliases();
    GlueResources glue = new GlueResources(this, deployment, network, key, roles, logs, values);
    watched(helper, glue, values);
    List<CustomResource> emptied = emptied(helper, made);
    new AthenaResources(this, deployment, key, values);
    Schedules schedules = new Schedules(this, deployment, roles, values);
    stopped(helper, glue, emptied, schedules);
    timeouts();
    Recipients recipients = new Recipients(this);
    this.alarms = new Alarms(this, deployment, recipients, values).all();
    deployment.budget().ifPresent(budget -> new MonthlyBudget(this, deployment, budget));
    outputs();
    deployment.tags().forEach((name, value) -> Tags.of(this).add(name, value));
  }

  private Optional<IKey> key(Builder builder) {
    return Optional.ofNullable(builder.key)
        .or(() -> deployment.encryptionKey().map(arn -> Key.fromKeyArn(this, "Key", arn)));
  }

  private void cluster(
      KafkaCluster cluster,
      PipelineNetwork network,
      Optional<IKey> key,
      Logs logs,
      Helper helper,
      Values values) {
    MskResources msk = new MskResources(this, deployment, network, key, logs, values);
    values.put(Ref.BROKERS, helper.brokers(msk, cluster.authentication()));
  }

  /** Returns what tells these files from others. */
  private String assets(Pipeline pipeline, CodeAssets code, Values values) {
    if (deployment.jobs().isEmpty()) {
      return "";
    }
    Construct assets = new Construct(this, "Assets");
    Map<String, Path> files = new LinkedHashMap<>();
    files.put(Ref.ENGINE_ASSET, code.engine());
    files.put(Ref.SCRIPT_ASSET, code.script());
    files.put(Ref.DEFINITION_ASSET, code.definition(pipeline));
    List<String> hashes = new ArrayList<>();
    files.forEach(
        (id, file) -> {
          Asset asset = Asset.Builder.create(assets, id).path(file.toString()).build();
          values.put(Ref.assetUrl(id), asset.getS3ObjectUrl());
          values.put(Ref.assetArn(id), asset.getBucket().arnForObjects(asset.getS3ObjectKey()));
          hashes.add(asset.getAssetHash());
        });
    return String.join("\n", hashes);
  }

  /** Of all that a run is started with. */
  private String digest(String versions) {
    String jobs =
        String.join(
            "\n",
            deployment.jobs().stream()
                .map(job -> job.name() + job.arguments() + job.settings())
                .toList());
    return Digests.of(versions + "\n" + jobs);
  }

  /** Last, when the jobs are those of this deployment: a run that ends then starts as one of it. */
  private void watched(Helper helper, GlueResources glue, Values values) {
    if (deployment.jobs().stream().noneMatch(GlueJob::streaming)) {
      return;
    }
    CustomResource watched = helper.watched(lake.getBucketName(), values.text(Ref.DIGEST));
    for (CfnResource job : glue.started().values()) {
      watched.getNode().addDependency(job);
    }
  }

  /** A bucket that was given is not emptied, so nobody has the right to. */
  private Role helperRole(Lake made) {
    Role role = deployment.helper();
    return made.emptied().isEmpty()
        ? new Role(
            role.id(),
            role.service(),
            role.trust(),
            role.statements().stream()
                .filter(right -> !right.resources().toString().contains(Ref.ACCESS_LOGS))
                .toList())
        : role;
  }

  private List<CustomResource> emptied(Helper helper, Lake made) {
    List<CustomResource> emptied = new ArrayList<>();
    if (!deployment.retained()) {
      for (IBucket bucket : made.emptied()) {
        emptied.add(
            helper.emptied(emptied.isEmpty() ? "Emptied" : "EmptiedLogs", bucket.getBucketName()));
      }
    }
    return emptied;
  }

  /** CloudFormation deletes backwards: what starts runs, then runs, then what they write. */
  private void stopped(
      Helper helper, GlueResources glue, List<CustomResource> emptied, Schedules schedules) {
    if (glue.started().isEmpty()) {
      return;
    }
    CustomResource stopped = helper.stopped(deployment.jobs().stream().map(GlueJob::name).toList());
    glue.started().values().forEach(stopped.getNode()::addDependency);
    emptied.forEach(stopped.getNode()::addDependency);
    schedules.all().forEach(schedule -> schedule.getNode().addDependency(stopped));
  }

  /** Lambda counts no timeouts, but logs them. */
  private void timeouts() {
    deployment
        .functionsWithTimeouts()
        .forEach(
            function ->
                MetricFilter.Builder.create(this, "Timeouts-" + function.id())
                    .logGroup(logGroup(function.id()))
                    .filterPattern(FilterPattern.literal("\"Task timed out\""))
                    .metricNamespace("Tidemill")
                    .metricName(function.timeoutsMetric())
                    .metricValue("1")
                    .build());
  }

  private ILogGroup logGroup(String function) {
    return (ILogGroup) getNode().findChild("Logs").getNode().findChild("Function-" + function);
  }

  private void outputs() {
    output("LakeBucket", "The bucket of the tables", lake.getBucketName());
    output("Database", "The database of the tables", deployment.database());
    output("WorkGroup", "The workgroup for queries", deployment.name());
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(this, id).description(description).value(value).build();
  }

  /** What was decided. */
  public Deployment deployment() {
    return deployment;
  }

  /** The alias {@code live} of each function, by id. */
  public Map<String, IFunction> functions() {
    return functions;
  }

  /** The tables of the stores, by id. */
  public Map<String, ITableV2> stores() {
    return stores;
  }

  /** The bucket of the tables. */
  public IBucket lake() {
    return lake;
  }

  /** By id: those of the definition, and those that every pipeline has. */
  public Map<String, IAlarm> alarms() {
    return alarms;
  }

  /** Lets somebody query the tables through the workgroup. */
  public Grant grantRead(IGrantable reader) {
    String account = "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s";
    Values values = new Values();
    String database = deployment.database();
    grant(
        reader,
        List.of("glue:GetDatabase", "glue:GetTable", "glue:GetTables"),
        values.texts(
            List.of(
                account.formatted("glue", "catalog"),
                account.formatted("glue", "database/" + database),
                account.formatted("glue", "table/" + database + "/*"))));
    grant(
        reader, List.of("s3:GetObject"), List.of(lake.arnForObjects(Deployment.WAREHOUSE + "/*")));
    grant(
        reader,
        List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
        List.of(lake.arnForObjects(Deployment.ANSWERS + "/*")));
    grant(reader, List.of("s3:GetBucketLocation", "s3:ListBucket"), List.of(lake.getBucketArn()));
    deployment
        .encryptionKey()
        .ifPresent(
            key -> grant(reader, List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key)));
    return grant(
        reader,
        List.of(
            "athena:GetQueryExecution",
            "athena:GetQueryResults",
            "athena:GetWorkGroup",
            "athena:StartQueryExecution",
            "athena:StopQueryExecution"),
        values.texts(List.of(account.formatted("athena", "workgroup/" + deployment.name()))));
  }

  /** Lets somebody call a function. */
  public Grant grantInvoke(String function, IGrantable caller) {
    return functions.get(function).grantInvoke(caller);
  }

  private static Grant grant(IGrantable grantee, List<String> actions, List<String> resources) {
    return Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(grantee)
            .actions(actions)
            .resourceArns(resources)
            .build());
  }

  /** Says what is deployed, and into what that is there already. */
  public static final class Builder {

    private final Construct scope;
    private final String id;
    private final Map<String, String> set = new LinkedHashMap<>();
    private Path definition;
    private String stage;
    private IVpc vpc;
    private IKey key;
    private IBucket lake;
    private String bootstrapServers;
    private List<Path> engine;
    private Path work;

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    /** The file; needed. */
    public Builder definition(Path file) {
      this.definition = file;
      return this;
    }

    /** A stage of it; needed. */
    public Builder stage(String name) {
      this.stage = name;
      return this;
    }

    /** The value of a parameter. */
    public Builder set(String parameter, String value) {
      set.put(parameter, value);
      return this;
    }

    /**
     * A network to be in, instead of one that is made. Its isolated subnets are taken, else its
     * private ones; endpoints in it are its owner's.
     */
    public Builder vpc(IVpc existing) {
      this.vpc = existing;
      return this;
    }

    /** A key for all that is encrypted; it has to let CloudWatch's logs use it. */
    public Builder encryptionKey(IKey existing) {
      this.key = existing;
      return this;
    }

    /** A bucket for the tables; how it is encrypted and logged is its owner's. */
    public Builder lake(IBucket existing) {
      this.lake = existing;
      return this;
    }

    /**
     * A Kafka for all streams without a connection of their own, instead of the one that {@code
     * aws.streams} says.
     */
    public Builder kafka(String servers) {
      this.bootstrapServers = servers;
      return this;
    }

    /** The class path that the engine is on; that of this process if it is not said. */
    public Builder engine(List<Path> classPath) {
      this.engine = List.copyOf(classPath);
      return this;
    }

    /** A folder to pack files in; a temporary one if it is not said. */
    public Builder workFolder(Path folder) {
      this.work = folder;
      return this;
    }

    private Path workFolder() {
      return work == null ? WorkFolder.temporary() : work;
    }

    private List<Path> engineClassPath() {
      return engine == null ? CodeAssets.engineClassPath() : engine;
    }

    /**
     * Reads the definition and makes everything.
     *
     * @throws IllegalArgumentException if the definition is wrong: the message has all findings
     *     with their positions, as {@code tidemill check} shows them; or if there are stores, a key
     *     and a stack without a region, for which DynamoDB's tables cannot be written
     */
    public TidemillPipeline build() {
      if (definition == null || stage == null) {
        throw new IllegalArgumentException("definition(…) and stage(…) are needed");
      }
      Pipeline pipeline = Definitions.read(definition, stage, set);
      return build(Definitions.checked(Overrides.of(pipeline, vpc, key, bootstrapServers)));
    }

    TidemillPipeline build(Pipeline pipeline) {
      boolean keyed = key != null || pipeline.aws().encryptionKey().isPresent();
      if (keyed
          && !pipeline.stores().isEmpty()
          && Token.isUnresolved(Stack.of(scope).getRegion())) {
        throw new IllegalArgumentException(
            "stores with a key of their own need a stack with a region: give it an env");
      }
      return new TidemillPipeline(this, pipeline, Deployment.of(pipeline, set));
    }
  }
}
