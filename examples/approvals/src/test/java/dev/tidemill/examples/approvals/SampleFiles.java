package dev.tidemill.examples.approvals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files that the generators make, and how they are read and written. */
final class SampleFiles {
  static final Path USERS = Path.of("samples/users.ndjson");
  static final Path BAD_USERS = Path.of("samples/bad-users.ndjson");
  static final Path APPROVALS = Path.of("samples/approvals.ndjson");
  static final Path EXPECTED_REMINDERS = Path.of("src/test/resources/expected-reminders.ndjson");

  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleFiles() {}

  /** The text of each file by its path. */
  static Map<Path, String> generated() {
    ApprovalSamples.Samples approvals = ApprovalSamples.create();
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(USERS, lines(UserSamples.good()));
    files.put(BAD_USERS, lines(UserSamples.bad()));
    files.put(APPROVALS, lines(approvals.approvals()));
    files.put(EXPECTED_REMINDERS, lines(approvals.reminders()));
    return files;
  }

  static List<Map<String, Object>> read(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.map(SampleFiles::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lines(List<Map<String, Object>> values) {
    return values.stream().map(value -> text(value) + "\n").collect(Collectors.joining());
  }

  private static String text(Map<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> parse(String line) {
    try {
      return JSON.readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
