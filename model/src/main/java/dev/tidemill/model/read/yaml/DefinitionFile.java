package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Loads a text file that a user wrote: UTF-8, at most 1 MB, nothing unprintable. */
public final class DefinitionFile {

  /** The most bytes that a definition, or a file of SQL, may have. */
  public static final int MAXIMUM_BYTES = 1024 * 1024;

  private static final char BOM = '\uFEFF';

  private DefinitionFile() {}

  /** The text; if there is none, why not is among the findings. */
  public static Optional<SourceText> load(Path file, Findings findings) {
    Position start = new Position(file, 1, 1, 1, 1);
    At whole = new At("", start, "");
    try {
      if (!Files.isRegularFile(file)) {
        String what = Files.isDirectory(file) ? "is a folder" : "does not exist";
        findings.error(
            "no-file", whole, "'" + file.getFileName() + "' " + what, "name the file to read");
        return Optional.empty();
      }
      byte[] bytes = bytes(file);
      if (bytes.length > MAXIMUM_BYTES) {
        findings.error(
            "too-large",
            whole,
            "the file has " + Math.max(Files.size(file), bytes.length) + " bytes",
            "at most 1 MB is read: data belongs into files of its own");
        return Optional.empty();
      }
      return decode(file, bytes, findings).filter(text -> isText(text, findings));
    } catch (IOException e) {
      findings.error(
          "no-file",
          whole,
          "'" + file.getFileName() + "' cannot be read: " + e.getMessage(),
          "check its permissions");
      return Optional.empty();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MAXIMUM_BYTES) {
      return new byte[MAXIMUM_BYTES + 1];
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAXIMUM_BYTES + 1);
    }
  }

  private static Optional<SourceText> decode(Path file, byte[] bytes, Findings findings) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      SourceText good = new SourceText(file, text);
      int wrong = bytes[in.position()] & 0xFF;
      findings.error(
          "not-utf8",
          new At("", good.position(text.length(), text.length()), ""),
          String.format("byte %d, 0x%02X, is not UTF-8", in.position() + 1, wrong),
          "save the file as UTF-8 text");
      return Optional.empty();
    }
    return Optional.of(new SourceText(file, withoutBom(text)));
  }

  private static String withoutBom(String text) {
    return !text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text;
  }

  private static boolean isText(SourceText source, Findings findings) {
    String text = source.text();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!isPrintable(c)) {
        findings.error(
            "not-text",
            new At("", source.position(i, i + 1), ""),
            String.format("U+%04X is no character of a text", c),
            "the file must be UTF-8 text; in quotes, write it as an escape");
        return false;
      }
    }
    return true;
  }

  /** YAML's own rule. */
  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7E)
        || c == '\n'
        || c == '\r'
        || c == '\t'
        || c == 0x85
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && c != BOM)
        || c >= 0x10000;
  }
}
