package dev.tidemill.aws.plan;

import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Functions on Lambda. */
final class FunctionPlans {

  static final String WRAPPER = "dev.tidemill.functions.TidemillHandler";
  private static final long LARGEST_BATCH = 16 << 10;

  private static final List<String> READ =
      List.of(
          "dynamodb:BatchGetItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DescribeTable",
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:Scan");
  private static final List<String> WRITE =
      List.of(
          "dynamodb:BatchWriteItem",
          "dynamodb:DeleteItem",
          "dynamodb:DescribeTable",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem");

  /**
   * What Lambda itself needs in a network: <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Configuring Lambda
   * functions to access resources in a VPC</a>. These actions know no resource.
   */
  private static final List<String> INTERFACES =
      List.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses");

  private final Pipeline pipeline;
  private final Names names;
  private final KafkaPlan kafka;

  FunctionPlans(Pipeline pipeline, KafkaPlan kafka) {
    this.pipeline = pipeline;
    this.names = pipeline.names();
    this.kafka = kafka;
  }

  LambdaFunction plan(Function function) {
    Map<String, Access> uses = uses(function);
    List<Stream> streams = streams(uses);
    boolean inside = kafka.isInNetwork(streams);
    boolean wrapped = !streams.isEmpty() && function.isJava() && function.command().isEmpty();
    return new LambdaFunction(
        function,
        names.physical(function.id()),
        wrapped ? WRAPPER : function.handler(),
        environment(function, uses, wrapped),
        role(function, uses, inside),
        inside,
        inside && function.aws().internet(),
        function.aws().snapStart() && function.isJava());
  }

  /** What a function uses, its log of executions among it. */
  static Map<String, Access> uses(Function function) {
    Map<String, Access> uses = new TreeMap<>(function.uses());
    function.executionLog().ifPresent(log -> uses.putIfAbsent(log, Access.WRITE));
    return uses;
  }

  private List<Stream> streams(Map<String, Access> uses) {
    return uses.keySet().stream().map(pipeline.streams()::get).filter(Objects::nonNull).toList();
  }

  private Map<String, String> environment(
      Function function, Map<String, Access> uses, boolean wrapped) {
    Map<String, String> environment = new TreeMap<>();
    function
        .environment()
        .forEach((name, text) -> environment.put(name, Secrets.text(names, text)));
    environment.put("TIDEMILL_FUNCTION", function.id());
    environment.put("TIDEMILL_PIPELINE", pipeline.id());
    environment.put("TIDEMILL_STAGE", pipeline.stage());
    for (String id : uses.keySet()) {
      Stream stream = pipeline.streams().get(id);
      if (stream != null) {
        String at = stream.connection().map("@"::concat).orElse("");
        environment.put("TIDEMILL_STREAM_" + Names.environment(id), "kafka:" + stream.topic() + at);
      } else if (pipeline.stores().containsKey(id)) {
        environment.put("TIDEMILL_STORE_" + Names.environment(id), names.physical(id));
      }
    }
    List<Stream> streams = streams(uses);
    if (!streams.isEmpty()) {
      clients(streams, environment);
    }
    if (wrapped) {
      environment.put("TIDEMILL_HANDLER", function.handler());
    }
    function.executionLog().ifPresent(log -> environment.put("TIDEMILL_EXECUTION_LOG", log));
    return environment;
  }

  /** Settings of clients; a batch that is over the limit of a topic would never be delivered. */
  private void clients(List<Stream> streams, Map<String, String> environment) {
    long batch =
        streams.stream().mapToLong(stream -> stream.maxMessage().bytes() / 2).min().orElseThrow();
    String own = "TIDEMILL_KAFKA_";
    long largest = KafkaPlan.largest(streams).bytes();
    environment.put(own + "MAX_REQUEST_SIZE", String.valueOf(largest));
    environment.put(own + "BATCH_SIZE", String.valueOf(Math.min(LARGEST_BATCH, batch)));
    for (Stream stream : streams) {
      String prefix =
          stream
              .connection()
              .map(id -> "TIDEMILL_CONNECTION_" + Names.environment(id) + "__")
              .orElse(own);
      kafka
          .clientSettings(stream)
          .forEach((name, value) -> environment.put(prefix + variable(name), value));
    }
  }

  private static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private Role role(Function function, Map<String, Access> uses, boolean inside) {
    String name = names.physical(function.id());
    List<Statement> statements = new ArrayList<>();
    statements.add(
        Statement.allow(
            "Log",
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            List.of(Ref.arn("logs", "log-group:" + LambdaFunction.logGroup(name) + ":*"))));
    if (inside) {
      statements.addAll(interfaces(name));
    }
    stores(uses, statements);
    KafkaRights rights = new KafkaRights(kafka);
    uses.forEach((id, access) -> stream(name, id, access, rights));
    statements.addAll(rights.statements());
    pipeline
        .aws()
        .encryptionKey()
        .ifPresent(
            key ->
                statements.add(
                    Statement.allow(
                        "Key", List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key))));
    statements.add(
        Statement.allow(
            "DeadLetters", List.of("sqs:SendMessage"), List.of(Ref.queueArn(function.id()))));
    return new Role(
        "Function-" + function.id(), "lambda.amazonaws.com", new TreeMap<>(), statements);
  }

  private void stream(String function, String id, Access access, KafkaRights rights) {
    Stream stream = pipeline.streams().get(id);
    if (stream == null) {
      return;
    }
    if (access != Access.READ) {
      rights.writes(stream);
    }
    if (access != Access.WRITE) {
      rights.reads(stream, List.of(function));
    }
  }

  /** For Lambda, not for the code of the function. */
  private static List<Statement> interfaces(String name) {
    Map<String, Map<String, List<String>>> ofTheFunction = new TreeMap<>();
    ofTheFunction.put(
        "ArnEquals",
        Collections.singletonMap(
            "lambda:SourceFunctionArn", List.of(Ref.arn("lambda", "function:" + name))));
    return List.of(
        Statement.allow("Interfaces", INTERFACES, List.of("*")),
        new Statement("NotForTheCode", false, INTERFACES, List.of("*"), ofTheFunction));
  }

  private void stores(Map<String, Access> uses, List<Statement> statements) {
    List<String> read = new ArrayList<>();
    List<String> written = new ArrayList<>();
    uses.forEach(
        (id, access) -> {
          Optional<Store> store = Optional.ofNullable(pipeline.stores().get(id));
          String arn = DynamoTable.arn(names.physical(id));
          if (store.isPresent() && access != Access.WRITE) {
            read.add(arn);
            store.get().indexes().keySet().forEach(index -> read.add(arn + "/index/" + index));
          }
          if (store.isPresent() && access != Access.READ) {
            written.add(arn);
          }
        });
    if (!read.isEmpty()) {
      statements.add(Statement.allow("ReadStores", READ, read));
    }
    if (!written.isEmpty()) {
      statements.add(Statement.allow("WriteStores", WRITE, written));
    }
  }

  /** Whether anybody may call it by its address. */
  static boolean isPublic(Function function) {
    return function.url().filter(url -> url.auth() == FunctionUrl.Auth.NONE).isPresent();
  }
}
