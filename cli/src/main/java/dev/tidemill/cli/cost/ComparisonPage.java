package dev.tidemill.cli.cost;

import dev.tidemill.aws.bill.Bill;
import dev.tidemill.aws.bill.Combination;
import dev.tidemill.aws.bill.Part;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Width;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every stream with everything that may process it, the one with the cheapest pair first. */
public record ComparisonPage(Style style, int width) {

  private static final int AMOUNT = 12;
  private static final int LABEL = 46;

  /** The lines; one if nothing goes through the streams. */
  public List<String> lines(Bill bill) {
    List<Combination> all = bill.comparison().combinations();
    if (all.isEmpty()) {
      return List.of("nothing to compare: nothing goes through the streams");
    }
    double others = bill.total() - of(bill, Part.STREAM) - of(bill, Part.JOBS);
    List<String> lines = new ArrayList<>();
    lines.add(style.head("the same load on other services: stream with processing and its files"));
    lines.add(
        "* what Tidemill deploys today; the other parts, " + Amounts.money(others) + ", stay");
    Map<String, List<Combination>> byStream = new LinkedHashMap<>();
    for (Combination each : all) {
      byStream.computeIfAbsent(each.stream(), stream -> new ArrayList<>()).add(each);
    }
    byStream.forEach(
        (stream, combinations) -> {
          lines.add(style.head(headline(stream, combinations.get(0))));
          combinations.forEach(each -> lines.add(line(each)));
        });
    return lines;
  }

  private static double of(Bill bill, Part part) {
    return bill.parts().getOrDefault(part, 0.0);
  }

  private static String headline(String stream, Combination first) {
    if (first.streamUsd().equals(Optional.of(0.0))) {
      return "no stream: functions send to the processing themselves";
    }
    String alone = first.streamUsd().map(usd -> ", alone " + Amounts.money(usd)).orElse("");
    return stream + alone;
  }

  private String line(Combination each) {
    String amount = Width.right(money(each.usd()), AMOUNT);
    String mark = each.deployable() ? " * " : "   ";
    String text =
        amount
            + mark
            + each.obstacle()
                .map(why -> Width.left(each.process(), LABEL) + " no: " + without(each, why))
                .orElse(each.process());
    if (Width.of(text) <= width) {
      return text;
    }
    String refused = each.obstacle().map(why -> "no: " + why).orElse(each.process());
    return Width.cut(amount + mark + refused, width);
  }

  /** The reason beside the name that it begins with. */
  private static String without(Combination each, String why) {
    String name = each.process() + " ";
    return why.startsWith(name) ? why.substring(name.length()) : why;
  }

  private static String money(Optional<Double> usd) {
    return usd.map(Amounts::money).orElse(Figures.NONE);
  }
}
