package dev.tidemill.cli.cost;

import dev.tidemill.aws.bill.Bill;
import dev.tidemill.aws.bill.BillLine;
import dev.tidemill.aws.bill.FreeTier;
import dev.tidemill.aws.bill.Part;
import dev.tidemill.aws.bill.Saving;
import dev.tidemill.aws.bill.Unpriced;
import dev.tidemill.aws.price.Price;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A bill for people.
 *
 * @param width of the lines; where an assumption has no room beside its figure, it is below it
 */
public record CostPage(Style style, int width) {

  private static final int RESOURCE = 28;
  private static final int CALCULATION = 36;
  private static final int AMOUNT = 11;
  private static final int TABLE = RESOURCE + CALCULATION + AMOUNT;
  private static final int WIDE = 120;
  private static final double CENT = 0.005;
  private static final String INDENT = "    ";

  /** All of it; the budget is empty where there is none. */
  public List<String> lines(Bill bill, EuroRate euro, OptionalDouble budget, String load) {
    List<String> lines = new ArrayList<>();
    lines.add(
        style.head(
            cut(
                "%s, stage %s, %s: USD for a month of 730 h"
                    .formatted(bill.pipeline(), bill.stage(), bill.region()))));
    lines.addAll(
        wrapped("list prices of " + String.join(" to ", bill.datesOfPrices()) + "; " + load));
    bill.parts().forEach((part, sum) -> lines.addAll(part(bill, part, sum)));
    lines.add("");
    lines.addAll(totals(bill, euro, budget));
    lines.addAll(around(bill));
    return lines;
  }

  private List<String> part(Bill bill, Part part, double sum) {
    List<String> lines = new ArrayList<>();
    String head = Width.left(part.label(), RESOURCE + CALCULATION);
    lines.add(style.head(head + Width.right(Amounts.money(sum), AMOUNT)));
    double small = 0;
    int left = 0;
    for (BillLine line : bill.lines(part)) {
      if (line.high().amount() < CENT && line.price().isPresent()) {
        small += line.expected().amount();
        left++;
      } else {
        lines.addAll(line(line));
      }
    }
    if (left > 0) {
      String text = "  " + left + (left == 1 ? " line" : " lines") + " below a cent";
      lines.add(
          Width.left(text, RESOURCE + CALCULATION) + Width.right(Amounts.money(small), AMOUNT));
    }
    return lines;
  }

  private List<String> line(BillLine line) {
    String quantity = Amounts.quantity(line.expected().quantity());
    String calculation =
        line.price()
            .map(price -> quantity + " " + unit(price) + " × " + Amounts.price(price.usd()))
            .orElse(quantity + " × ?");
    String amount =
        line.price().isPresent() ? Amounts.money(line.expected().amount()) : "not priced";
    String resource = "  " + line.resource();
    int room = Math.max(0, RESOURCE + CALCULATION - Width.of(calculation) - 1);
    String shown =
        Width.left(resource, RESOURCE).length() + Width.of(calculation) <= RESOURCE + CALCULATION
            ? Width.left(resource, RESOURCE) + Width.left(calculation, CALCULATION)
            : Width.left(Width.cut(resource, room) + " " + calculation, RESOURCE + CALCULATION);
    String table = shown + Width.right(amount, AMOUNT);
    if (width >= WIDE) {
      return List.of(table + style.faint(cut("  " + line.assumption(), width - TABLE)));
    }
    return List.of(table, style.faint(cut("      " + line.assumption(), width)));
  }

  private static String unit(Price price) {
    return price
        .unit()
        .replaceAll("^million ", "M ")
        .replaceAll("^1,000 ", "k ")
        .replace("-second", "-s");
  }

  private List<String> totals(Bill bill, EuroRate euro, OptionalDouble budget) {
    List<String> lines = new ArrayList<>();
    String spread =
        "low %s   high %s".formatted(Amounts.money(bill.low()), Amounts.money(bill.high()));
    lines.add(
        style.head(
            Width.left("expected", RESOURCE)
                + Width.left(spread, CALCULATION)
                + Width.right(Amounts.money(bill.total()), AMOUNT)));
    lines.add(
        Width.left("in EUR", RESOURCE)
            + Width.left(euro.sentence(), CALCULATION)
            + Width.right(Amounts.money(euro.of(bill.total())), AMOUNT));
    if (budget.isPresent()) {
      double left = budget.getAsDouble() - bill.total();
      String verdict =
          left < 0
              ? style.bad("above by " + Amounts.money(-left))
              : style.good(Amounts.money(left) + " are left");
      lines.add(Width.left("budget " + Amounts.money(budget.getAsDouble()), RESOURCE) + verdict);
    } else {
      lines.add("budget: none given");
    }
    return lines;
  }

  private List<String> around(Bill bill) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        wrapped(
            "low: half of the load and of what is assumed; high: its peak, else twice as much"));
    if (!bill.freeTier().isEmpty()) {
      double all = bill.freeTier().stream().mapToDouble(FreeTier::usd).sum();
      String tiers =
          bill.freeTier().stream()
              .map(tier -> tier.what() + " " + Amounts.money(tier.usd()))
              .collect(Collectors.joining(", "));
      lines.addAll(wrapped("free tier, not taken off: " + Amounts.money(all) + " for " + tiers));
    }
    bill.notes().forEach(note -> lines.addAll(wrapped(note)));
    for (Saving saving : bill.savings()) {
      lines.add(cut("cheaper by " + Amounts.money(saving.usd()) + ": " + saving.what()));
      lines.add(style.faint(cut("    " + saving.change())));
    }
    if (bill.unpriced().isEmpty()) {
      lines.add("not priced: nothing");
    }
    for (Unpriced unpriced : bill.unpriced()) {
      lines.add(style.warn("not priced: ") + unpriced.what() + ": " + unpriced.reason());
    }
    if (!bill.free().isEmpty()) {
      lines.addAll(wrapped("without a charge of their own: " + String.join(", ", bill.free())));
    }
    return lines;
  }

  private List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && Width.of(line.toString()) + 1 + Width.of(word) > width) {
        lines.add(line.toString());
        line = new StringBuilder(INDENT);
      } else if (line.length() > 0) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private String cut(String text) {
    return cut(text, width);
  }

  private static String cut(String text, int columns) {
    return Width.cut(Width.plain(text), columns);
  }
}
