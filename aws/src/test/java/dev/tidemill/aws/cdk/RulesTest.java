package dev.tidemill.aws.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemill.aws.Variant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS refuses and its schemas do not say, so that the validator misses it. */
class RulesTest {

  /**
   * The special parameters of Glue that are used: <a
   * href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html">their
   * page</a>.
   */
  private static final List<String> ARGUMENTS =
      List.of(
          "--TempDir",
          "--class",
          "--custom-logGroup-prefix",
          "--datalake-formats",
          "--extra-jars",
          "--job-language");

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void glueKnowsItsCommandsVersionsArgumentsAndConnections(Variant variant) {
    Synths synth = Synths.of(variant);
    Set<String> connections = new TreeSet<>();
    synth
        .properties("AWS::Glue::Connection")
        .values()
        .forEach(c -> connections.add(c.at("/ConnectionInput/Name").asText()));
    assertThat(synth.properties("AWS::Glue::Job").values())
        .isNotEmpty()
        .allSatisfy(
            job -> {
              String command = job.at("/Command/Name").asText();
              assertThat(command).isIn("glueetl", "gluestreaming");
              assertThat(job.get("GlueVersion").asText()).isEqualTo("6.0");
              boolean small = job.get("WorkerType").asText().equals("G.025X");
              assertThat(small && command.equals("glueetl"))
                  .as("G.025X takes streams only")
                  .isFalse();
              job.get("DefaultArguments")
                  .fieldNames()
                  .forEachRemaining(
                      name ->
                          assertThat(ARGUMENTS.contains(name) || name.startsWith("--tidemill-"))
                              .as(name)
                              .isTrue());
              job.at("/Connections/Connections")
                  .forEach(name -> assertThat(connections).contains(name.asText()));
            });
  }

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void schedulesHaveSixFieldsAndAZoneThatThereIs(Variant variant) {
    assertThat(Synths.of(variant).properties("AWS::Scheduler::Schedule").values())
        .isNotEmpty()
        .allSatisfy(
            schedule -> {
              String expression = schedule.get("ScheduleExpression").asText();
              assertThat(expression).matches("(rate|at)\\(.*\\)|cron\\((\\S+ ){5}\\S+\\)");
              assertThat(ZoneId.getAvailableZoneIds())
                  .contains(schedule.get("ScheduleExpressionTimezone").asText());
            });
  }

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void brokersAreAMultipleOfTheirSubnetsOfATypeThatThereIs(Variant variant) {
    assertThat(Synths.of(variant).properties("AWS::MSK::Cluster").values())
        .allSatisfy(
            cluster -> {
              JsonNode nodes = cluster.get("BrokerNodeGroupInfo");
              assertThat(
                      cluster.get("NumberOfBrokerNodes").asInt()
                          % nodes.get("ClientSubnets").size())
                  .isZero();
              assertThat(nodes.get("InstanceType").asText())
                  .matches(
                      "kafka\\.(t3\\.small|m5\\.\\d*x?large|m7g\\.\\d*x?large)|express\\.m7g\\.\\d*x?large");
              assertThat(cluster.get("KafkaVersion").asText()).matches("3\\.9\\.x|4\\.1\\.x");
            });
  }

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void brokersAreReachedOnOnePortByTwoGroups(Variant variant) {
    Collection<JsonNode> brokers =
        Synths.of(variant).properties("AWS::EC2::SecurityGroup").entrySet().stream()
            .filter(entry -> entry.getKey().contains("Brokers"))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(brokers)
        .allSatisfy(
            group ->
                assertThat(group.get("SecurityGroupIngress"))
                    .hasSize(2)
                    .allSatisfy(
                        rule -> {
                          assertThat(rule.get("FromPort").asInt()).isIn(9094, 9096, 9098);
                          assertThat(rule.has("SourceSecurityGroupId")).isTrue();
                        }));
  }

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void policiesAreNoLongerThanARoleTakes(Variant variant) {
    assertThat(Synths.of(variant).properties("AWS::IAM::Role"))
        .allSatisfy(
            (id, role) ->
                assertThat(role.path("Policies").toString().length()).as(id).isLessThan(10_240));
  }
}
