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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a month of a deployment is expected to cost, and what it would have before: each assembly
 * keeps its own figure, and a stage that of its last deployment from this folder.
 *
 * @param total in USD
 * @param before what it is compared with; empty if there is nothing
 * @param file where that of the assembly is kept
 * @param deployed where that of the deployment is kept
 */
public record ExpectedBill(double total, Optional<Before> before, Path file, Path deployed) {

  private static final double CENT = 0.005;

  /**
   * An earlier figure.
   *
   * @param total in USD
   * @param since what it is of
   */
  public record Before(double total, String since) {}

  /**
   * Reads the figures that are there, before the assembly is written anew.
   *
   * @param set values of parameters from the command line
   * @param stage the folder of the stage
   */
  public static ExpectedBill of(
      Pipeline pipeline, Map<String, String> set, Instant now, Path assembly, Path stage) {
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
    Path deployed = stage.resolve("deployed-usd.txt");
    Optional<Before> before =
        read(deployed, "the last deployment from here, " + date(deployed))
            .or(() -> read(file, "the last template"));
    return new ExpectedBill(total, before, file, deployed);
  }

  private static Optional<Before> read(Path file, String since) {
    try {
      return Files.exists(file)
          ? Optional.of(new Before(Double.parseDouble(Files.readString(file).strip()), since))
          : Optional.empty();
    } catch (IOException | NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  private static String date(Path file) {
    try {
      return Files.exists(file)
          ? Files.getLastModifiedTime(file)
              .toInstant()
              .toString()
              .substring(0, "2026-01-01".length())
          : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** Keeps the figure for the next time. */
  public void keep() {
    write(file);
  }

  /** The same, once it is deployed. */
  public void keepDeployed() {
    write(deployed);
  }

  /** Forgets the deployment, once it is removed. */
  public void forgetDeployed() {
    try {
      Files.deleteIfExists(deployed);
    } catch (IOException inUse) {
      throw CommandException.cannot("cannot delete " + deployed, inUse);
    }
  }

  private void write(Path target) {
    try {
      Files.createDirectories(target.getParent());
      Files.writeString(target, String.format(Locale.ROOT, "%.2f%n", total));
    } catch (IOException full) {
      throw CommandException.cannot("cannot write " + target, full);
    }
  }

  /** By how much it is more than before; empty if there is nothing to compare with. */
  public Optional<Double> change() {
    return before.map(old -> total - old.total());
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "expected %.2f USD a month: see 'tidemill cost'", total));
    before.ifPresent(old -> lines.add("  " + change(total - old.total()) + old.since()));
    return lines;
  }

  private static String change(double change) {
    return Math.abs(change) < CENT ? "as at " : String.format(Locale.ROOT, "%+.2f since ", change);
  }
}
