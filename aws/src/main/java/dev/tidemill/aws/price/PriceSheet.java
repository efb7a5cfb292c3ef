package dev.tidemill.aws.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prices by what they are for and by region. A region without a price has none: no other's. */
public final class PriceSheet {

  private record Place(PriceKey key, String region) {}

  private final Map<Place, Price> prices = new LinkedHashMap<>();

  /** A sheet of these; of two prices for the same, the one that was stated later counts. */
  PriceSheet(List<Price> prices) {
    for (Price price : prices) {
      this.prices.merge(
          new Place(price.key(), price.region()),
          price,
          (a, b) -> b.asOf().compareTo(a.asOf()) > 0 ? b : a);
    }
  }

  /** The sheet that comes with Tidemill. */
  public static PriceSheet shipped() {
    try (InputStream csv = PriceSheet.class.getResourceAsStream("prices.csv")) {
      String text = new String(csv.readAllBytes(), StandardCharsets.UTF_8);
      return PriceSheetReader.parse(Path.of("prices.csv"), text).sheet().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The price in that region. */
  public Optional<Price> find(PriceKey key, String region) {
    return Optional.ofNullable(prices.get(new Place(key, region)));
  }

  /** The regions that have prices, in the order of the sheet. */
  public Set<String> regions() {
    Set<String> regions = new LinkedHashSet<>();
    prices.keySet().forEach(place -> regions.add(place.region()));
    return regions;
  }

  /** All prices, in the order of the sheet. */
  public List<Price> all() {
    return List.copyOf(prices.values());
  }
}
