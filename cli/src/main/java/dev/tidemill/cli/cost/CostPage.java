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
  private static final String BELOW = "      ";
  private static final String NOT_PRICED = "not priced: ";

  /** All of it; the budget is empty where there is none. */
  public List<String> lines(Bill bill, EuroRate euro, OptionalDouble budget) {
    List<String> lines = new ArrayList<>();
    String load = bill.measured().isPresent() ? "" : "; load as in the file";
    lines.add(
        style.head(
            cut(
                "%s, stage %s, %s: USD for a month of 730 h"
                    .formatted(bill.pipeline(), bill.stage(), bill.region()))));
    lines.addAll(wrapped("list prices of " + dates(bill) + load));
    bill.measured()
        .ifPresent(seen -> MeasuredPage.lines(seen).forEach(line -> lines.add(cut(line))));
    bill.parts().forEach((part, sum) -> lines.addAll(part(bill, part, sum)));
    lines.add("");
    lines.addAll(totals(bill, euro, budget));
    lines.addAll(around(bill));
    return lines;
  }

  private static String dates(Bill bill) {
    List<String> dates = bill.datesOfPrices();
    return dates.isEmpty() ? "no date" : String.join(" to ", dates);
  }

  private List<String> part(Bill bill, Part part, double sum) {
    List<String> lines = new ArrayList<>();
    String head = Width.left(part.label(), RESOURCE + CALCULATION);
    lines.add(style.head(head + Width.right(Amounts.money(sum), AMOUNT)));
    double small = 0;
    int left = 0;
    for (BillLine line : bill.lines(part)) {
      if (line.high().charged() < CENT && line.price().isPresent()) {
        small += line.expected().charged();
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
        line.price().isPresent() ? Amounts.money(line.expected().charged()) : "not priced";
    String resource = "  " + line.resource();
    int room = Math.max(0, RESOURCE + CALCULATION - Width.of(calculation) - 1);
    String shown =
        Width.left(resource, RESOURCE).length() + Width.of(calculation) <= RESOURCE + CALCULATION
            ? Width.left(resource, RESOURCE) + Width.left(calculation, CALCULATION)
            : Width.left(Width.cut(resource, room) + " " + calculation, RESOURCE + CALCULATION);
    String table = shown + Width.right(amount, AMOUNT);
    String assumption = Width.plain(line.assumption());
    if (width >= WIDE && Width.of(assumption) + 2 <= width - TABLE) {
      return List.of(table + style.faint("  " + assumption));
    }
    List<String> lines = new ArrayList<>();
    lines.add(table);
    wrapped(assumption, BELOW, BELOW).forEach(each -> lines.add(style.faint(each)));
    return lines;
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
    lines.add(row("low", "half the load and what is assumed", bill.low()));
    lines.add(style.head(row("expected", "", bill.total())));
    lines.add(row("high", "its peak, else twice as much", bill.high()));
    lines.add(row("expected in EUR", euro.sentence(), euro.of(bill.total())));
    if (budget.isPresent()) {
      double left = budget.getAsDouble() - bill.total();
      String verdict =
          left < 0
              ? style.bad("above by " + Amounts.money(-left))
              : style.good(Amounts.money(left) + " are left");
      lines.add(Width.left("budget " + Amounts.money(budget.getAsDouble()), RESOURCE) + verdict);
    } else {
      lines.add(Width.left("budget", RESOURCE) + "none: 'budget' in the file, or --budget");
    }
    return lines;
  }

  private static String row(String name, String what, double usd) {
    return Width.left(name, RESOURCE)
        + Width.left(what, CALCULATION)
        + Width.right(Amounts.money(usd), AMOUNT);
  }

  private List<String> around(Bill bill) {
    List<String> lines = new ArrayList<>();
    if (!bill.freeTier().isEmpty()) {
      lines.add("");
      double all = bill.freeTier().stream().mapToDouble(FreeTier::usd).sum();
      lines.add(style.head(wideRow("free tier of an account, not taken off", all)));
      bill.freeTier().forEach(tier -> lines.add(wideRow("  " + tier.what(), tier.usd())));
      lines.add("");
    }
    bill.notes().forEach(note -> lines.addAll(wrapped(note)));
    for (Saving saving : bill.savings()) {
      lines.addAll(wrapped("cheaper by " + Amounts.money(saving.usd()) + ": " + saving.what()));
      wrapped(saving.change(), INDENT, INDENT + INDENT)
          .forEach(line -> lines.add(style.faint(line)));
    }
    if (bill.unpriced().isEmpty()) {
      lines.add("not priced: nothing");
    }
    for (Unpriced unpriced : bill.unpriced()) {
      List<String> text = wrapped(NOT_PRICED + unpriced.what() + ": " + unpriced.reason());
      lines.add(style.warn(NOT_PRICED) + text.get(0).substring(NOT_PRICED.length()));
      lines.addAll(text.subList(1, text.size()));
    }
    if (!bill.free().isEmpty()) {
      String types =
          bill.free().entrySet().stream()
              .map(each -> each.getKey() + " (" + each.getValue() + ")")
              .collect(Collectors.joining(", "));
      lines.addAll(wrapped("without a charge of their own: " + types));
    }
    return lines;
  }

  private static String wideRow(String name, double usd) {
    return Width.left(name, RESOURCE + CALCULATION) + Width.right(Amounts.money(usd), AMOUNT);
  }

  private List<String> wrapped(String text) {
    return wrapped(text, "", INDENT);
  }

  /** Broken between words; a word that is too long for a line stays whole. */
  private List<String> wrapped(String text, String first, String rest) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    String gap = "";
    for (String word : text.split(" ", -1)) {
      if (!gap.isEmpty() && Width.of(line.toString()) + 1 + Width.of(word) > width) {
        lines.add(line.toString());
        line = new StringBuilder(rest);
        gap = "";
      }
      line.append(gap).append(word);
      gap = " ";
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
