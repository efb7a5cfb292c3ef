package dev.tidemill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamAddressTest {

  @ParameterizedTest
  @CsvSource({
    "function-log,FUNCTION_LOG",
    "PutUser,PUT_USER",
    "a1B-c,A1B_C",
    "reminders,REMINDERS"
  })
  void readsTheVariableOfTheId(String id, String variable) {
    assertThat(StreamAddress.of(id, Map.of("TIDEMILL_STREAM_" + variable, "kafka:some.topic")))
        .isEqualTo(new StreamAddress(id, "some.topic", ""));
  }

  @Test
  void readsTheConnectionOfATopic() {
    assertThat(
            StreamAddress.of("log", Map.of("TIDEMILL_STREAM_LOG", "kafka:some.topic@office-kafka")))
        .isEqualTo(new StreamAddress("log", "some.topic", "office-kafka"));
  }

  @Test
  void namesTheUsesKeyWhenTheStreamIsUnknown() {
    assertThatThrownBy(() -> StreamAddress.of("reminder", Map.of("TIDEMILL_FUNCTION", "PutUser")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Unknown stream 'reminder': name it in functions.PutUser.uses of pipeline.yaml"
                + " (TIDEMILL_STREAM_REMINDER is not set)");
  }

  @Test
  void saysThatKinesisIsNotBuiltYet() {
    assertThatThrownBy(() -> StreamAddress.of("log", Map.of("TIDEMILL_STREAM_LOG", "kinesis:x")))
        .hasMessage("Stream 'log' is kinesis:x: Kinesis streams are not built yet, use Kafka");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> StreamAddress.of("log", Map.of("TIDEMILL_STREAM_LOG", "kafka:")))
        .hasMessage("Invalid TIDEMILL_STREAM_LOG: 'kafka:', expected kafka:TOPIC[@CONNECTION]");
    assertThatThrownBy(
            () -> StreamAddress.of("log", Map.of("TIDEMILL_STREAM_LOG", "kafka:@office")))
        .hasMessage(
            "Invalid TIDEMILL_STREAM_LOG: 'kafka:@office', expected kafka:TOPIC[@CONNECTION]");
  }
}
