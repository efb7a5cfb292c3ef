package dev.tidemill.aws.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemill.aws.Variant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** cdk-nag's AwsSolutions find nothing that is not explained. */
class NagTest {

  private record Found(String rule, String path) {}

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void findsNothingUnexplained(Variant variant) {
    assertThat(found(variant))
        .isNotEmpty()
        .allSatisfy(
            found ->
                assertThat(Acknowledged.ALL)
                    .as(found.rule() + " in " + found.path())
                    .anyMatch(known -> known.covers(found.rule(), found.path())));
  }

  @Test
  void explainsNothingThatIsNotThere() {
    List<Found> all = Variant.all().flatMap(variant -> found(variant).stream()).toList();
    assertThat(Acknowledged.ALL)
        .allSatisfy(
            known ->
                assertThat(all)
                    .as(known.reason())
                    .anyMatch(found -> known.covers(found.rule(), found.path())));
  }

  private static List<Found> found(Variant variant) {
    List<Found> found = new ArrayList<>();
    for (JsonNode plugin : Synths.of(variant).report().path("pluginReports")) {
      for (JsonNode violation : plugin.path("violations")) {
        for (JsonNode construct : violation.path("violatingConstructs")) {
          found.add(
              new Found(
                  violation.path("ruleName").asText(), construct.path("constructPath").asText()));
        }
      }
    }
    return found;
  }
}
