package dev.tidemill.cli.aws;

import dev.tidemill.aws.bill.Bill;
import dev.tidemill.aws.bill.Bill.Request;
import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.price.PriceSheet;
import dev.tidemill.cli.CommandException;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a month of a deployment is expected to cost, and what the one before would have: each
 * assembly keeps its own figure.
 *
 * @param total in USD
 * @param before that of the assembly that was in the folder; empty if there was none
 * @param file where it is kept
 */
public record ExpectedBill(double total, Optional<Double> before, Path file) {

  private static final double CENT = 0.005;

  /**
   * Reads the figure of the assembly that is there, before it is written anew.
   *
   * @param set values of parameters from the command line
   */
  public static ExpectedBill of(
      Pipeline pipeline, Map<String, String> set, Instant now, Path assembly) {
    double total =
        Bill.of(
                new Request(
                    pipeline,
                    Deployment.of(pipeline, set).resources(),
                    PriceSheet.shipped(),
                    Optional.empty(),
                    now))
            .total();
    Path file = assembly.resolve("expected-usd.txt");
    return new ExpectedBill(total, read(file), file);
  }

  private static Optional<Double> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(Double.valueOf(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  /** Keeps the figure for the next time. */
  public void keep() {
    try {
      Files.writeString(file, String.format(Locale.ROOT, "%.2f%n", total));
    } catch (IOException full) {
      throw CommandException.cannot("cannot write " + file, full);
    }
  }

  /** By how much it is more than before; empty if there is nothing to compare with. */
  public Optional<Double> change() {
    return before.map(old -> total - old);
  }

  /** For people. */
  public String line() {
    String changed =
        change()
            .filter(change -> Math.abs(change) >= CENT)
            .map(change -> String.format(Locale.ROOT, ", %+.2f since the last template", change))
            .orElse("");
    return String.format(
        Locale.ROOT, "expected %.2f USD a month%s: see 'tidemill cost'", total, changed);
  }
}
