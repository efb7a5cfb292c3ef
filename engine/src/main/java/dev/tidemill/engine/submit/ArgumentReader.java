package dev.tidemill.engine.submit;

import dev.tidemill.engine.WayOut;
import dev.tidemill.model.value.Durations;
import dev.tidemill.model.value.Suggest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code --tidemill-NAME VALUE}. What does not begin so is Glue's, and is passed over. */
final class ArgumentReader {

  private static final String PREFIX = "--tidemill-";

  private static final List<String> NAMES =
      List.of(
          "definition",
          "stage",
          "jobs",
          "lake",
          "catalog",
          "watch",
          "watch-for",
          "watch-every",
          "resolve");

  /** Each of these has many, named behind a dot. */
  private static final List<String> GROUPS =
      List.of("set.", "env.", "catalog.", "kafka.", "secret.");

  private final Map<String, String> given = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private boolean onGlue;

  private ArgumentReader() {}

  /** Whether Glue gives them. */
  static boolean areOfGlue(String... arguments) {
    return List.of(arguments).contains("--JOB_NAME");
  }

  /**
   * Reads all of them.
   *
   * @throws SubmitFailure with all that is wrong
   */
  static SubmitArguments read(String... arguments) {
    ArgumentReader reader = new ArgumentReader();
    reader.onGlue = areOfGlue(arguments);
    reader.take(arguments);
    SubmitArguments read = reader.arguments();
    if (!reader.faults.isEmpty()) {
      throw new SubmitFailure(SubmitFailure.WRONG, reader.faults);
    }
    return read;
  }

  private void take(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (!arguments[i].startsWith(PREFIX)) {
        continue;
      }
      String name = arguments[i].substring(PREFIX.length());
      if (!NAMES.contains(name) && GROUPS.stream().noneMatch(name::startsWith)) {
        faults.add(unknown(name));
      }
      if (i + 1 == arguments.length || arguments[i + 1].startsWith(PREFIX)) {
        faults.add("[no-value] " + PREFIX + name + " has no value: write one behind it");
      } else if (given.put(name, arguments[++i]) != null) {
        faults.add("[twice] " + PREFIX + name + " is given twice: leave one out");
      }
    }
  }

  private static String unknown(String name) {
    return "[unknown-argument] there is no argument "
        + PREFIX
        + name
        + Suggest.nearest(name, NAMES)
            .map(known -> ": did you mean " + PREFIX + known + "?")
            .orElse("");
  }

  private SubmitArguments arguments() {
    String definition = needed("definition", "where pipeline.yaml is");
    String lake = needed("lake", "where the tables lie");
    List<String> jobs =
        Stream.of(given.getOrDefault("jobs", "").split(",", -1))
            .map(String::strip)
            .filter(job -> !job.isEmpty())
            .distinct()
            .toList();
    return new SubmitArguments(
        definition,
        given.getOrDefault("stage", "local"),
        group("set."),
        group("env."),
        onGlue,
        jobs,
        lake.endsWith("/") ? lake.substring(0, lake.length() - 1) : lake,
        catalogType(),
        group("catalog."),
        group("kafka."),
        group("secret."),
        given.getOrDefault("watch", definition),
        Optional.ofNullable(given.get("watch-for")),
        watchEvery(),
        wayOut(jobs));
  }

  private String needed(String name, String what) {
    if (!given.containsKey(name)) {
      faults.add("[missing-argument] " + PREFIX + name + " is needed: it says " + what);
    }
    return given.getOrDefault(name, "");
  }

  private String catalogType() {
    String type = given.getOrDefault("catalog", "glue");
    if (!List.of("glue", "jdbc").contains(type)) {
      faults.add("[unsupported-catalog] " + PREFIX + "catalog " + type + ": write glue or jdbc");
    }
    return type;
  }

  private Duration watchEvery() {
    String text = given.getOrDefault("watch-every", "60s");
    Optional<Duration> every = Durations.parse(PREFIX + "watch-every", text).value();
    if (every.filter(value -> value.compareTo(Duration.ofSeconds(1)) >= 0).isEmpty()) {
      faults.add("[bad-unit] " + PREFIX + "watch-every " + text + ": write a time like 60s");
    }
    return every.orElse(Duration.ofMinutes(1));
  }

  private Optional<WayOut> wayOut(List<String> jobs) {
    String text = given.get("resolve");
    if (text == null) {
      return Optional.empty();
    }
    if (jobs.size() != 1) {
      faults.add("[one-job] " + PREFIX + "resolve is for one job: name it with " + PREFIX + "jobs");
    }
    String adopt = "adopt:";
    if (text.startsWith(adopt) && text.length() > adopt.length()) {
      return Optional.of(new WayOut.Adopt(text.substring(adopt.length())));
    }
    return switch (text) {
      case "go-on" -> Optional.of(new WayOut.GoOn());
      case "redo" -> Optional.of(new WayOut.Redo());
      default -> {
        faults.add(
            "[unknown-way-out] "
                + PREFIX
                + "resolve "
                + text
                + ": write go-on, redo or adopt:OLDJOB");
        yield Optional.empty();
      }
    };
  }

  private Map<String, String> group(String prefix) {
    Map<String, String> group = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            group.put(name.substring(prefix.length()), value);
          }
        });
    return group;
  }
}
