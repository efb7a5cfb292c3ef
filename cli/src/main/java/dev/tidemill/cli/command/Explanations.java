package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.model.value.Suggest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeSet;

/** What the codes of findings mean, at more length than a finding has. */
final class Explanations {

  private Explanations() {}

  static String of(String code) {
    Properties texts = texts();
    String text = texts.getProperty(code);
    if (text == null) {
      TreeSet<String> codes = new TreeSet<>(texts.stringPropertyNames());
      throw CommandException.wrong(
          "no code '"
              + code
              + "': "
              + Suggest.nearest(code, codes)
                  .map(near -> "did you mean '" + near + "'?")
                  .orElse("a finding has its code in [ ]"));
    }
    return "[" + code + "]\n" + text;
  }

  static Properties texts() {
    Properties texts = new Properties();
    try (InputStream file =
        Explanations.class.getResourceAsStream("/dev/tidemill/cli/explanations.properties")) {
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
