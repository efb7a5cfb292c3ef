package dev.tidemill.cli.whole;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages of the stream {@code events}, whose columns are an id, a number and a struct. */
final class HostileMessages {

  /** All but the first of these are bad. */
  private static final List<String> TEXTS =
      List.of(
          "{\"id\":\"good\",\"number\":1,\"deep\":{\"a\":1}}",
          "{\"id\":\"truncated\",\"number\":",
          "{\"id\":\"wrong type\",\"number\":\"one\"}",
          "{\"id\":\"fraction\",\"number\":1.5}",
          "{\"number\":1}",
          "{\"id\":\"deep\",\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
          "[1,2]",
          "null",
          "{\"id\":\"two\"} {\"id\":\"values\"}",
          "");

  /** How many of the lines cannot be decoded: those above, and one that is not UTF-8. */
  static final int BAD = TEXTS.size();

  private HostileMessages() {}

  static byte[] lines() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (String text : TEXTS) {
      lines.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
    lines.writeBytes("{\"id\":\"".getBytes(StandardCharsets.UTF_8));
    lines.writeBytes(new byte[] {(byte) 0xC3, (byte) 0x28});
    lines.writeBytes("\"}\n".getBytes(StandardCharsets.UTF_8));
    return lines.toByteArray();
  }
}
