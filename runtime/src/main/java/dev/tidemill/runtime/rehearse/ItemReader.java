package dev.tidemill.runtime.rehearse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tidemill.model.Store;
import dev.tidemill.runtime.OneLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads plain JSON objects as DynamoDB items: text is S, a number N with all its digits, and so on.
 * Only a key that is declared {@code binary} is taken from base64.
 */
final class ItemReader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Store store;

  ItemReader(Store store) {
    this.store = store;
  }

  /** A line that is no item of the store; the message says why. */
  static final class NotAnItem extends Exception {
    private static final long serialVersionUID = 1;

    NotAnItem(String message) {
      super(message);
    }
  }

  Map<String, AttributeValue> read(byte[] line) throws NotAnItem {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new NotAnItem("it is not a JSON object");
      }
      Map<String, AttributeValue> item = object(parser);
      if (parser.nextToken() != null) {
        throw new NotAnItem("something follows the JSON object");
      }
      key(item, store.partitionKey());
      if (store.sortKey().isPresent()) {
        key(item, store.sortKey().get());
      }
      return item;
    } catch (IOException e) {
      throw new NotAnItem("it is not JSON: " + OneLine.of(e));
    }
  }

  /** The values of the key, by which two items are the same. */
  List<AttributeValue> keyOf(Map<String, AttributeValue> item) {
    List<AttributeValue> key = new ArrayList<>();
    key.add(item.get(store.partitionKey().name()));
    store.sortKey().ifPresent(attribute -> key.add(item.get(attribute.name())));
    return key;
  }

  private static void key(Map<String, AttributeValue> item, Store.Attribute attribute)
      throws NotAnItem {
    AttributeValue value = item.get(attribute.name());
    if (value == null) {
      throw new NotAnItem("it has no key '" + attribute.name() + "'");
    }
    boolean fits =
        switch (attribute.type()) {
          case STRING -> value.s() != null;
          case NUMBER -> value.n() != null;
          case BINARY -> value.s() != null;
        };
    if (!fits) {
      String wanted = attribute.type() == Store.Type.NUMBER ? "a number" : "text";
      throw new NotAnItem("its key '" + attribute.name() + "' is not " + wanted);
    }
    if (attribute.type() == Store.Type.BINARY) {
      item.put(attribute.name(), binary(attribute, value.s()));
    }
  }

  private static AttributeValue binary(Store.Attribute attribute, String text) throws NotAnItem {
    try {
      return AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      throw new NotAnItem("its key '" + attribute.name() + "' is not base64");
    }
  }

  private static Map<String, AttributeValue> object(JsonParser parser) throws IOException {
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static AttributeValue value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> AttributeValue.fromM(object(parser));
      case START_ARRAY -> AttributeValue.fromL(array(parser));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> AttributeValue.fromN(parser.getText());
      case VALUE_TRUE -> AttributeValue.fromBool(true);
      case VALUE_FALSE -> AttributeValue.fromBool(false);
      case VALUE_NULL -> AttributeValue.fromNul(true);
      default -> AttributeValue.fromS(parser.getText());
    };
  }

  private static List<AttributeValue> array(JsonParser parser) throws IOException {
    List<AttributeValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }
}
