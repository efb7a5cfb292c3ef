package dev.tidemill.aws.bill;

import dev.tidemill.aws.price.PriceKey;
import java.util.ArrayList;
import java.util.List;

/** Prices that change with the quantity: the first so many at one price, the next at another. */
public final class Tiers {

  private record Tier(PriceKey key, double upTo) {}

  private final List<Tier> tiers = new ArrayList<>();

  /** The next tier. */
  public Tiers then(PriceKey key, double upTo) {
    tiers.add(new Tier(key, upTo));
    return this;
  }

  /** An item of each tier, also of those that are not reached. */
  public List<Item> items(String resource, double count, String assumption) {
    List<Item> items = new ArrayList<>();
    double from = 0;
    for (Tier tier : tiers) {
      double within = Math.max(0, Math.min(count, tier.upTo()) - from);
      items.add(new Item(resource, tier.key(), within, assumption));
      from = tier.upTo();
    }
    return items;
  }
}
