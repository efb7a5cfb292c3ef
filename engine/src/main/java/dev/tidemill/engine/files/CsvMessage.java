package dev.tidemill.engine.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemill.model.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import scala.collection.Seq;

/**
 * The cells of a line as a message in JSON, so that one decoder decides for all formats what fits a
 * column. Numbers, true and false stand bare; nothing is null.
 */
final class CsvMessage implements UDF2<Seq<String>, String, Row> {

  private static final long serialVersionUID = 1;

  private static final int SHOWN = 40;
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private enum Cell {
    TEXT,
    NUMBER,
    BOOLEAN,
    OTHER
  }

  private final String[] names;
  private final Cell[] cells;

  CsvMessage(ColumnType.Struct columns) {
    List<ColumnType.Column> all = columns.columns();
    names = all.stream().map(ColumnType.Column::name).toArray(String[]::new);
    cells = all.stream().map(column -> cell(column.type())).toArray(Cell[]::new);
  }

  private static Cell cell(ColumnType type) {
    if (type instanceof ColumnType.Primitive primitive) {
      return switch (primitive) {
        case STRING -> Cell.TEXT;
        case BOOLEAN -> Cell.BOOLEAN;
        case INT, LONG, FLOAT, DOUBLE -> Cell.NUMBER;
        default -> Cell.OTHER;
      };
    }
    boolean number =
        type instanceof ColumnType.Timestamp time
            && time.format() != ColumnType.TimestampFormat.ISO
            && time.format() != ColumnType.TimestampFormat.PATTERN;
    return number || type instanceof ColumnType.Decimal ? Cell.NUMBER : Cell.OTHER;
  }

  /**
   * A line.
   *
   * @param values of the columns
   * @param broken the line itself, if it has another number of cells than the header; else null
   */
  @Override
  public Row call(Seq<String> values, String broken) {
    if (broken != null) {
      String shown = broken.length() > SHOWN ? broken.substring(0, SHOWN) + "…" : broken;
      return RowFactory.create(null, "another number of cells than the header: '" + shown + "'");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (int i = 0; i < names.length; i++) {
        String value = values.apply(i);
        // The reader puts it where the bytes are not of the encoding.
        if (value != null && value.indexOf('\uFFFD') >= 0) {
          return RowFactory.create(null, "column " + names[i] + " has bytes of another encoding");
        }
        json.writeFieldName(names[i]);
        write(json, cells[i], value);
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return RowFactory.create(bytes.toByteArray(), null);
  }

  private static void write(JsonGenerator json, Cell cell, String value) throws IOException {
    if (value == null || (cell != Cell.TEXT && value.isBlank())) {
      json.writeNull();
    } else if (cell == Cell.TEXT) {
      json.writeString(value);
    } else if (cell == Cell.NUMBER && NUMBER.matcher(value.strip()).matches()) {
      json.writeRawValue(value.strip());
    } else if (cell == Cell.BOOLEAN && isBoolean(value.strip())) {
      json.writeBoolean(value.strip().equalsIgnoreCase("true"));
    } else {
      json.writeString(value.strip());
    }
  }

  private static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }
}
