package dev.tidemill.aws.bill;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.Resource;
import dev.tidemill.aws.price.PriceSheet;
import dev.tidemill.model.Pipeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a month of a deployment costs, in USD at list prices. Each line is in whole cents, and every
 * sum is that of its lines.
 *
 * @param lines by part, those of the dearest part first; within a part, the dearest first
 * @param unpriced what is deployed and in no line
 * @param free types of resources that cost nothing by themselves, with the reason
 * @param freeTier what every account has for nothing; not taken off
 * @param notes on what is too small, not measured or priced in two ways, for people
 * @param measured what its load is taken from; empty: the definition
 */
public record Bill(
    String pipeline,
    String stage,
    String region,
    List<BillLine> lines,
    List<Unpriced> unpriced,
    Map<String, String> free,
    List<FreeTier> freeTier,
    List<String> notes,
    List<Saving> savings,
    Comparison comparison,
    Optional<Measured> measured) {

  /** What a bill is made from. */
  public record Request(
      Pipeline pipeline,
      List<Resource> resources,
      PriceSheet sheet,
      Optional<Measured> measured,
      Instant now) {}

  /**
   * The bill of a deployment with the load of its definition.
   *
   * @param pipeline with a region in {@code aws.region}
   * @param now from when schedules are counted
   */
  public static Bill of(Pipeline pipeline, Instant now) {
    return of(
        new Request(
            pipeline,
            Deployment.of(pipeline).resources(),
            PriceSheet.shipped(),
            Optional.empty(),
            now));
  }

  /** The bill of a request. */
  public static Bill of(Request request) {
    return new BillMaker(request).make();
  }

  /** The sum of the expected bill. */
  public double total() {
    return sum(line -> line.expected().charged());
  }

  /** The sum of the low bill. */
  public double low() {
    return sum(line -> line.low().charged());
  }

  /** The sum of the high bill. */
  public double high() {
    return sum(line -> line.high().charged());
  }

  /** The expected sum of each part that costs anything, the dearest first. */
  public Map<Part, Double> parts() {
    Map<Part, Double> sums = new LinkedHashMap<>();
    lines.forEach(line -> sums.merge(line.part(), line.expected().charged(), Double::sum));
    Map<Part, Double> sorted = new LinkedHashMap<>();
    sums.entrySet().stream()
        .sorted(Map.Entry.<Part, Double>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** The lines of a part, the dearest first. */
  public List<BillLine> lines(Part part) {
    return lines.stream().filter(line -> line.part() == part).toList();
  }

  /** The dates of the prices used, the oldest and the newest. */
  public List<String> datesOfPrices() {
    List<String> dates =
        lines.stream()
            .flatMap(line -> line.price().stream())
            .map(price -> price.asOf())
            .sorted()
            .toList();
    return dates.isEmpty() ? new ArrayList<>() : List.of(dates.get(0), dates.get(dates.size() - 1));
  }

  private double sum(ToDoubleFunction<BillLine> amount) {
    return lines.stream().mapToDouble(amount).sum();
  }
}
