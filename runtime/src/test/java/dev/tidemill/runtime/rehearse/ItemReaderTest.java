package dev.tidemill.runtime.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.Store;
import dev.tidemill.model.Store.Attribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemReaderTest {

  private final ItemReader users = new ItemReader(store(new Attribute("id", Store.Type.STRING)));

  @Test
  void readsPlainJsonAsAttributes() throws Exception {
    Map<String, AttributeValue> item =
        read(
            users,
            "{'id':'ü','n':1.10,'big':12345678901234567890,'t':true,'z':null,'l':[1,'a'],'m':{'x':[]}}");

    assertThat(item).containsEntry("id", AttributeValue.fromS("ü"));
    assertThat(item).containsEntry("n", AttributeValue.fromN("1.10"));
    assertThat(item).containsEntry("big", AttributeValue.fromN("12345678901234567890"));
    assertThat(item).containsEntry("t", AttributeValue.fromBool(true));
    assertThat(item).containsEntry("z", AttributeValue.fromNul(true));
    assertThat(item)
        .containsEntry(
            "l",
            AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("a"))));
    assertThat(item)
        .containsEntry("m", AttributeValue.fromM(Map.of("x", AttributeValue.fromL(List.of()))));
  }

  @Test
  void aBinaryKeyIsBase64() throws Exception {
    ItemReader reader = new ItemReader(store(new Attribute("id", Store.Type.BINARY)));

    assertThat(read(reader, "{'id':'AQI='}"))
        .containsEntry("id", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2})));
    assertThatThrownBy(() -> read(reader, "{'id':'?'}")).hasMessageContaining("not base64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[1] | it is not a JSON object",
        "{'id':'a'} x | it is not JSON",
        "{'id':'a'}{} | something follows the JSON object",
        "{'id':'a' | it is not JSON",
        "{'id':'a','id':'b'} | it is not JSON",
        "{'name':'a'} | it has no key 'id'",
        "{'id':5} | its key 'id' is not text"
      })
  void saysWhyALineIsNoItem(String line, String reason) {
    assertThatThrownBy(() -> read(users, line))
        .isInstanceOf(ItemReader.NotAnItem.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void theKeyIsBothItsParts() throws Exception {
    Store store =
        new Store(
            "s",
            new Attribute("id", Store.Type.STRING),
            Optional.of(new Attribute("at", Store.Type.NUMBER)),
            Map.of(),
            Optional.empty(),
            List.of(),
            Pipelines.SOMEWHERE);
    ItemReader reader = new ItemReader(store);

    assertThat(reader.keyOf(read(reader, "{'id':'a','at':7,'x':1}")))
        .containsExactly(AttributeValue.fromS("a"), AttributeValue.fromN("7"));
  }

  private static Map<String, AttributeValue> read(ItemReader reader, String json)
      throws ItemReader.NotAnItem {
    return reader.read(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static Store store(Attribute key) {
    return new Store(
        "users", key, Optional.empty(), Map.of(), Optional.empty(), List.of(), Pipelines.SOMEWHERE);
  }
}
