package dev.tidemill.model.read.grammar;

import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Suggest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The regions of AWS: those that anybody with an account may use. */
final class Regions {

  private static final List<String> ALL = load();

  private Regions() {}

  private static List<String> load() {
    try (InputStream in = Regions.class.getResourceAsStream("aws-regions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Shape shape() {
    return Leaves.of(Regions::parse, text -> text);
  }

  private static Parsed<String> parse(String label, String text) {
    if (ALL.contains(text)) {
      return Parsed.of(text);
    }
    Optional<String> near = Suggest.nearest(text, ALL);
    Parsed<String> wrong =
        Leaves.wrong(
            text,
            "bad-region",
            label + ": '" + Words.cut(text) + "' is not a region",
            near.map(word -> "did you mean '" + word + "'?")
                .orElse("write for example eu-central-1"));
    return near.<Parsed<String>>map(
            word -> Parsed.wrong(wrong.problem().orElseThrow().replacedBy(word)))
        .orElse(wrong);
  }
}
