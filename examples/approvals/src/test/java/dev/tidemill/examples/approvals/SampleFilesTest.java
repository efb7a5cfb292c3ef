package dev.tidemill.examples.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The committed samples are what the generators make. After a change of a generator, write them
 * with {@code mvn -pl examples/approvals -am test -Dtest=SampleFilesTest -Dsamples.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SampleFilesTest {
  @Test
  void filesAreWhatTheGeneratorsMake() throws IOException {
    Map<Path, String> generated = SampleFiles.generated();
    if (Boolean.getBoolean("samples.write")) {
      for (Map.Entry<Path, String> file : generated.entrySet()) {
        Files.writeString(file.getKey(), file.getValue());
      }
    }
    generated.forEach(
        (file, text) -> assertThat(file).usingCharset(StandardCharsets.UTF_8).hasContent(text));
  }

  @Test
  void samplesHaveTheSizesThatTheDefinitionExpects() {
    assertThat(SampleFiles.read(SampleFiles.USERS)).hasSize(300);
    assertThat(SampleFiles.read(SampleFiles.BAD_USERS)).hasSize(12);
    assertThat(SampleFiles.read(SampleFiles.APPROVALS)).hasSize(120);
    assertThat(SampleFiles.read(SampleFiles.EXPECTED_REMINDERS)).hasSize(41);
  }

  @Test
  void everyStatusIsThere() {
    assertThat(SampleFiles.read(SampleFiles.APPROVALS))
        .extracting(approval -> approval.get("status"))
        .contains("pending", "approved", "rejected");
  }

  @Test
  void mailAddressesAreUnique() {
    assertThat(SampleFiles.read(SampleFiles.USERS))
        .extracting(user -> user.get("email"))
        .doesNotHaveDuplicates();
  }
}
