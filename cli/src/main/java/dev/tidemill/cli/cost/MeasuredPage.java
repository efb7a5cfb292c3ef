package dev.tidemill.cli.cost;

import dev.tidemill.aws.bill.Measured;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Width;
import java.util.ArrayList;
import java.util.List;

/** What a bill takes from a measurement. */
final class MeasuredPage {

  private static final int THING = 28;

  private MeasuredPage() {}

  /** One line for each thing that something was measured of. */
  static List<String> lines(Measured measured) {
    List<String> lines = new ArrayList<>();
    lines.add("measured in " + measured.source());
    measured
        .functions()
        .forEach(
            (id, calls) ->
                lines.add(
                    line(
                        "function " + id,
                        Figures.count(calls.calls(), "call")
                            + " of "
                            + Figures.milliseconds(calls.mean())
                            + (calls.memoryMb().isPresent()
                                ? ", " + calls.memoryMb().getAsLong() + " MB at most"
                                : ""))));
    measured
        .streams()
        .forEach(
            (id, all) ->
                lines.add(
                    line(
                        "stream " + id,
                        Figures.count(all.messages(), "message") + of(all.size()))));
    measured
        .tables()
        .forEach(
            (id, all) ->
                lines.add(
                    line(
                        "table " + id,
                        Figures.count(all.rows(), "row") + of((double) all.bytes() / all.rows()))));
    measured
        .jobs()
        .forEach(
            (id, all) ->
                lines.add(
                    line(
                        "job " + id,
                        Figures.count(all.batches(), "batch", "batches")
                            + " of "
                            + Figures.milliseconds(all.mean()))));
    return lines;
  }

  private static String line(String thing, String seen) {
    return Width.left("  " + thing, THING) + " " + seen;
  }

  private static String of(double bytes) {
    return " of " + Figures.count(Math.round(bytes)) + " B";
  }
}
