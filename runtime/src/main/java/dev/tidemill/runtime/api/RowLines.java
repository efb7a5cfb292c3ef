package dev.tidemill.runtime.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.tidemill.engine.QueryResult;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the rows that {@code POST /query} answers with. Times and bytes stay the texts that they
 * are in JSON.
 */
final class RowLines {

  private static final ObjectReader LINES =
      ApiJson.MAPPER
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private RowLines() {}

  static QueryResult read(InputStream body) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8));
    JsonNode head = next(lines);
    List<String> types = texts(head.path("types"));
    List<List<Object>> rows = new ArrayList<>();
    JsonNode line = next(lines);
    while (line.has("row")) {
      rows.add(row(line.get("row"), types));
      line = next(lines);
    }
    return new QueryResult(texts(head.path("columns")), types, rows, line.path("rows").asLong());
  }

  /** The last line says how many rows there are: without it the answer broke off. */
  private static JsonNode next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new EOFException("the answer broke off");
    }
    return LINES.readTree(line);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<Object> row(JsonNode values, List<String> types) {
    List<Object> row = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      row.add(value(values.get(i), types.get(i)));
    }
    return Collections.unmodifiableList(row);
  }

  private static Object value(JsonNode value, String type) {
    if (value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && !type.startsWith("decimal")) {
      return value.bigIntegerValue().longValueExact();
    }
    if (value.isNumber()) {
      return number(value.decimalValue(), type);
    }
    if (value.isArray()) {
      List<Object> list = new ArrayList<>();
      value.forEach(item -> list.add(value(item, "")));
      return list;
    }
    if (value.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      value.properties().forEach(field -> map.put(field.getKey(), value(field.getValue(), "")));
      return map;
    }
    return value.asText();
  }

  private static Object number(BigDecimal value, String type) {
    if (type.startsWith("decimal")) {
      return value;
    }
    return type.equals("float") ? (Object) value.floatValue() : (Object) value.doubleValue();
  }
}
