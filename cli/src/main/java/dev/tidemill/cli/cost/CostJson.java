package dev.tidemill.cli.cost;

import dev.tidemill.aws.bill.Bill;
import dev.tidemill.aws.bill.BillLine;
import dev.tidemill.aws.bill.Combination;
import dev.tidemill.aws.bill.Measured;
import dev.tidemill.aws.price.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The document of {@code cost --json}. */
public final class CostJson {

  private static final int DIGITS = 6;

  private CostJson() {}

  /**
   * A bill.
   *
   * @param budget empty if there is none
   * @param compare whether to list the combinations, too
   */
  public static Map<String, Object> document(
      Bill bill, EuroRate euro, OptionalDouble budget, boolean compare) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pipeline", bill.pipeline());
    json.put("stage", bill.stage());
    json.put("region", bill.region());
    json.put("currency", "USD");
    json.put("pricesOf", bill.datesOfPrices());
    json.put("measured", bill.measured().map(CostJson::measured));
    json.put("parts", bill.lines().stream().map(CostJson::line).toList());
    json.put("low", rounded(bill.low()));
    json.put("expected", rounded(bill.total()));
    json.put("high", rounded(bill.high()));
    json.put(
        "eur",
        of(
            "rate", rounded(euro.usd()),
            "rateOf", euro.origin(),
            "expected", rounded(euro.of(bill.total()))));
    json.put("budget", budget.isPresent() ? rounded(budget.getAsDouble()) : null);
    json.put(
        "freeTier",
        bill.freeTier().stream()
            .map(t -> of("what", t.what(), "amount", rounded(t.usd())))
            .toList());
    json.put(
        "savings",
        bill.savings().stream()
            .map(s -> of("what", s.what(), "change", s.change(), "amount", rounded(s.usd())))
            .toList());
    json.put(
        "unpriced",
        bill.unpriced().stream().map(u -> of("what", u.what(), "reason", u.reason())).toList());
    json.put(
        "withoutCharge",
        bill.free().entrySet().stream()
            .map(each -> of("what", each.getKey(), "reason", each.getValue()))
            .toList());
    json.put("notes", bill.notes());
    if (compare) {
      json.put(
          "combinations",
          bill.comparison().combinations().stream().map(CostJson::combination).toList());
    }
    return json;
  }

  private static Map<String, Object> measured(Measured seen) {
    return of(
        "source",
        seen.source(),
        "functions",
        each(
            seen.functions(),
            it ->
                of(
                    "calls",
                    it.calls(),
                    "meanMilliseconds",
                    milliseconds(it.mean()),
                    "mostMb",
                    it.memoryMb())),
        "streams",
        each(seen.streams(), it -> of("messages", it.messages(), "bytes", it.bytes())),
        "tables",
        each(seen.tables(), it -> of("rows", it.rows(), "bytes", it.bytes())),
        "jobs",
        each(
            seen.jobs(),
            it -> of("batches", it.batches(), "meanMilliseconds", milliseconds(it.mean()))));
  }

  private static <T> Map<String, Object> each(
      Map<String, T> seen, Function<T, Map<String, Object>> document) {
    Map<String, Object> json = new LinkedHashMap<>();
    seen.forEach((id, it) -> json.put(id, document.apply(it)));
    return json;
  }

  private static Map<String, Object> line(BillLine line) {
    Optional<Price> price = line.price();
    return of(
        "part", line.part().label(),
        "resource", line.resource(),
        "quantity", rounded(line.expected().quantity()),
        "unit", price.map(Price::unit),
        "price", price.map(p -> new BigDecimal(Double.toString(p.usd()))),
        "amount", price.map(p -> rounded(line.expected().charged())),
        "low", price.map(p -> rounded(line.low().charged())),
        "high", price.map(p -> rounded(line.high().charged())),
        "assumption", line.assumption(),
        "priceFor", line.expected().item().key(),
        "priceOf", price.map(Price::asOf),
        "source", price.map(Price::source));
  }

  private static Map<String, Object> combination(Combination each) {
    return of(
        "stream", each.stream(),
        "processing", each.process(),
        "streamAmount", each.streamUsd().map(CostJson::rounded),
        "processingAmount", each.processUsd().map(CostJson::rounded),
        "amount", each.usd().map(CostJson::rounded),
        "obstacle", each.obstacle(),
        "deployable", each.deployable());
  }

  private static BigDecimal milliseconds(Duration time) {
    return rounded(time.toNanos() / 1e6);
  }

  private static BigDecimal rounded(double number) {
    return BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  private static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return json;
  }
}
