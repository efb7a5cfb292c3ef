package dev.tidemill.aws.bill;

import dev.tidemill.aws.price.PriceKey;
import dev.tidemill.aws.price.PriceKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What AWS gives every account for nothing each month, whichever pipeline uses it. It is shown
 * apart and never taken off: the account may have used it up.
 *
 * @param what in words
 * @param usd what it would take off this bill, in whole cents
 */
public record FreeTier(String what, double usd) {

  private record Allowance(String what, double count, List<PriceKey> keys) {}

  /** The first six by AWS's own pages, the others as widely quoted. */
  private static final List<Allowance> ALLOWANCES =
      List.of(
          new Allowance("1 M Lambda calls", 1e6, List.of(PriceKeys.LAMBDA_REQUESTS)),
          new Allowance(
              "400,000 GB-s of Lambda",
              400_000,
              List.of(PriceKeys.LAMBDA_X86_1, PriceKeys.LAMBDA_ARM)),
          new Allowance("14 M schedule fires", 14e6, List.of(PriceKeys.SCHEDULER)),
          new Allowance("25 GB of DynamoDB", 25, List.of(PriceKeys.DYNAMO_STORAGE)),
          new Allowance(
              "1 M requests of the Glue catalog", 1e6, List.of(PriceKeys.GLUE_CATALOG_REQUESTS)),
          new Allowance("20,000 KMS requests", 20_000, List.of(PriceKeys.KMS_REQUESTS)),
          new Allowance("10 metrics", 10, List.of(PriceKeys.METRIC)),
          new Allowance("10 alarms", 10, List.of(PriceKeys.ALARM)),
          new Allowance("5 GB of logs", 5, List.of(PriceKeys.LOGS_IN)));

  /** Those that would make this bill smaller, the largest first. */
  static List<FreeTier> of(List<Line> lines) {
    List<FreeTier> tiers = new ArrayList<>();
    for (Allowance allowance : ALLOWANCES) {
      double left = allowance.count();
      double usd = 0;
      for (Line line : lines) {
        if (allowance.keys().contains(line.item().key()) && line.item().count() > 0) {
          double taken = Math.min(left, line.item().count());
          usd += line.charged() * taken / line.item().count();
          left -= taken;
        }
      }
      double charged = Math.round(usd * 100) / 100.0;
      if (charged > 0) {
        tiers.add(new FreeTier(allowance.what(), charged));
      }
    }
    tiers.sort(Comparator.comparingDouble(FreeTier::usd).reversed());
    return tiers;
  }
}
