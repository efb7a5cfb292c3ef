package dev.tidemill.aws.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemill.aws.Variant;
import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.Resource;
import dev.tidemill.aws.price.PriceSheet;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BillTest {

  private static final Instant NOW = Instant.parse("2026-11-13T09:00:00Z");

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void leavesNothingOfADeploymentOut(Variant variant) {
    Bill bill = Bill.of(variant.read(), NOW);
    assertThat(bill.unpriced())
        .allMatch(each -> each.reason().equals("its Kafka is there already"));
    assertThat(bill.total()).isPositive();
    assertThat(bill.low()).isLessThanOrEqualTo(bill.total());
    assertThat(bill.high()).isGreaterThanOrEqualTo(bill.total());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void sumsItsLinesAndPutsTheDearestPartFirst(Variant variant) {
    Bill bill = Bill.of(variant.read(), NOW);
    double lines = bill.lines().stream().mapToDouble(line -> line.expected().amount()).sum();
    assertThat(bill.total()).isCloseTo(lines, within(1e-9));
    List<Double> parts = new ArrayList<>(bill.parts().values());
    assertThat(parts).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    for (Part part : bill.parts().keySet()) {
      List<Double> amounts =
          bill.lines(part).stream().map(line -> line.expected().amount()).toList();
      assertThat(amounts).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void knowsEveryTypeOfTheTemplate(Variant variant) throws IOException {
    String template;
    try (var in = Variant.class.getResourceAsStream("golden/" + variant + ".template.json")) {
      template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Set<String> types = new TreeSet<>();
    Pattern.compile("\"Type\"\\s*:\\s*\"(AWS::[A-Za-z0-9]+::[A-Za-z0-9]+)\"")
        .matcher(template)
        .results()
        .forEach(found -> types.add(found.group(1)));
    assertThat(types).hasSizeGreaterThan(15).allMatch(Resources::knows);
  }

  @Test
  void namesAResourceThatItDoesNotKnow() {
    Pipeline pipeline = Variant.PROD_MSK.read();
    List<Resource> resources = new ArrayList<>(Deployment.of(pipeline).resources());
    double before = bill(pipeline, resources).total();
    resources.add(new Resource("AWS::Neptune::DBCluster", "graph", new TreeMap<>()));

    Bill bill = bill(pipeline, resources);

    assertThat(bill.unpriced())
        .containsExactly(
            new Unpriced("AWS::Neptune::DBCluster graph", "no line of this bill knows this type"));
    assertThat(bill.total()).isEqualTo(before);
  }

  @Test
  void pricesGlueWithItsOwnPriceAndSaysWhichOneItWas() {
    Bill bill = Bill.of(Variant.PROD_MSK.read(), NOW);
    assertThat(bill.lines(Part.JOBS).get(0).price().orElseThrow().usd()).isEqualTo(0.308);
    assertThat(bill.notes())
        .contains(
            "a DPU-hour of Glue 6.0 is 0.308 USD (2026-08-21), as used here;"
                + " before 6.0 it was 0.44 (2025-07-18)");
  }

  private static Bill bill(Pipeline pipeline, List<Resource> resources) {
    return Bill.of(
        new Bill.Request(pipeline, resources, PriceSheet.shipped(), Optional.empty(), NOW));
  }
}
