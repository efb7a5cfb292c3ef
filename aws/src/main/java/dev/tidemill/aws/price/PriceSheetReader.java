package dev.tidemill.aws.price;

import dev.tidemill.aws.price.CsvLine.Cell;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a sheet of prices: CSV in UTF-8 with the columns {@code
 * service,dimension,unit,region,price_usd,source_url,as_of}.
 */
public final class PriceSheetReader {

  private static final String HEADER = "service,dimension,unit,region,price_usd,source_url,as_of";
  private static final int COLUMNS = 7;
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}(-[0-9]{2})?");

  /**
   * A sheet, or what is wrong with the file: all of it.
   *
   * @param sheet present where there is no finding
   */
  public record Read(Optional<PriceSheet> sheet, List<Finding> findings) {}

  private final Path file;
  private final List<Price> prices = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private PriceSheetReader(Path file) {
    this.file = file;
  }

  /** Reads a file; throws what reading it throws. */
  public static Read read(Path file) throws IOException {
    return parse(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  static Read parse(Path file, String text) {
    PriceSheetReader reader = new PriceSheetReader(file);
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      String first = lines.isEmpty() ? "" : lines.get(0);
      reader.wrong(1, 1, first, "the first line is '" + first + "'", "write " + HEADER);
    } else {
      for (int i = 1; i < lines.size(); i++) {
        reader.line(i + 1, lines.get(i));
      }
    }
    boolean fine = reader.findings.isEmpty();
    return new Read(
        fine ? Optional.of(new PriceSheet(reader.prices)) : Optional.empty(), reader.findings);
  }

  private void line(int number, String line) {
    if (line.isBlank()) {
      return;
    }
    List<Cell> cells = CsvLine.cells(line);
    if (cells.size() != COLUMNS) {
      wrong(
          number,
          1,
          line,
          "a line of " + cells.size() + " cells, not " + COLUMNS,
          "write " + HEADER + "; quote what holds a comma");
      return;
    }
    Cell amount = cells.get(4);
    Cell date = cells.get(6);
    if (!AMOUNT.matcher(amount.text()).matches()) {
      String message = "price_usd: '" + amount.text() + "' is not an amount";
      wrong(number, amount.column(), amount.text(), message, "write 0.0526");
    } else if (!DATE.matcher(date.text()).matches()) {
      String message = "as_of: '" + date.text() + "' is not a date";
      wrong(number, date.column(), date.text(), message, "write 2025-10-09 or 2025-10");
    } else {
      prices.add(
          new Price(
              new PriceKey(cells.get(0).text(), cells.get(1).text()),
              cells.get(2).text(),
              cells.get(3).text(),
              Double.parseDouble(amount.text()),
              cells.get(5).text(),
              date.text()));
    }
  }

  private void wrong(int line, int column, String value, String message, String hint) {
    int end = column + value.length();
    findings.add(
        new Finding(
            Severity.ERROR,
            "bad-price",
            "",
            message,
            hint,
            value,
            new Position(file, line, column, line, end),
            Optional.empty(),
            Optional.empty()));
  }
}
