package dev.tidemill.model.read.grammar;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.schedule.ScheduleExpressions;
import dev.tidemill.model.value.DataSizes;
import dev.tidemill.model.value.Durations;
import dev.tidemill.model.value.Instants;
import dev.tidemill.model.value.Moneys;
import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Problem;
import dev.tidemill.model.value.Rates;
import dev.tidemill.model.value.Suggest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The shapes of single values. */
final class Leaves {

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,300}(?:\\.[0-9]{1,300})?(?:[eE][-+]?[0-9]{1,3})?");

  private Leaves() {}

  static <T> Shape of(LeafShape.Parser<T> parser, Function<T, String> shown) {
    return new LeafShape<>(parser, shown);
  }

  static Shape text() {
    return of((label, text) -> Parsed.of(text), text -> text);
  }

  /** A text of a form. */
  static Shape form(String code, String regex, String what, String hint) {
    Pattern pattern = Pattern.compile(regex);
    return of(
        (label, text) ->
            pattern.matcher(text).matches()
                ? Parsed.of(text)
                : wrong(text, code, label + ": '" + Words.cut(text) + "' is not " + what, hint),
        text -> text);
  }

  static Shape word(String... words) {
    return word(List.of(words));
  }

  static Shape word(List<String> words) {
    return of((label, text) -> word(label, text, words), text -> text);
  }

  static Parsed<String> word(String label, String text, List<String> words) {
    if (words.contains(text)) {
      return Parsed.of(text);
    }
    Optional<String> near = Suggest.nearest(text, words);
    String hint =
        near.map(word -> "did you mean '" + word + "'?").orElse("it is " + Words.or(words));
    Parsed<String> wrong =
        wrong(text, "unknown-word", label + ": no '" + Words.cut(text) + "'", hint);
    return near.<Parsed<String>>map(
            word -> Parsed.wrong(wrong.problem().orElseThrow().replacedBy(word)))
        .orElse(wrong);
  }

  static Shape bool() {
    return of(
        (label, text) -> {
          if (text.equals("true") || text.equals("false")) {
            return Parsed.of(text.equals("true"));
          }
          return wrong(
              text,
              "wrong-type",
              label + ": '" + Words.cut(text) + "' is neither true nor false",
              "write true or false");
        },
        String::valueOf);
  }

  static Shape integer(long least, long most) {
    return of((label, text) -> integer(label, text, least, most), String::valueOf);
  }

  static Parsed<Long> integer(String label, String text, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      return wrong(
          text,
          "wrong-type",
          label + ": '" + Words.cut(text) + "' is not a whole number",
          "write digits only, for example " + Math.max(least, 1));
    }
    long value = Long.parseLong(text);
    return value < least || value > most
        ? outOfRange(label, text, String.valueOf(least), String.valueOf(most))
        : Parsed.of(value);
  }

  static Shape number() {
    return of(Leaves::number, String::valueOf);
  }

  static Parsed<Double> number(String label, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return wrong(
          text,
          "wrong-type",
          label + ": '" + Words.cut(text) + "' is not a number",
          "write for example 0.5");
    }
    double value = new BigDecimal(text).doubleValue();
    return Double.isInfinite(value)
        ? wrong(text, "out-of-range", label + ": '" + Words.cut(text) + "' is too great", "")
        : Parsed.of(value);
  }

  static Shape duration(String least, String most) {
    return of(ranged(Durations::parse, least, most), Durations::format);
  }

  static Shape duration() {
    return duration("0s", "36500d");
  }

  static Shape size(String least, String most) {
    return of(
        (label, text) -> {
          Parsed<DataSize> parsed = DataSizes.parse(label, text);
          long value = parsed.value().map(DataSize::bytes).orElse(0L);
          boolean outside =
              parsed.value().isPresent() && (value < bytes(least) || value > bytes(most));
          return outside ? outOfRange(label, text, least, most) : parsed;
        },
        DataSize::toString);
  }

  private static long bytes(String text) {
    return DataSizes.parse("", text).value().orElseThrow().bytes();
  }

  private static LeafShape.Parser<Duration> ranged(
      LeafShape.Parser<Duration> parser, String least, String most) {
    Duration from = Durations.parse("", least).value().orElseThrow();
    Duration to = Durations.parse("", most).value().orElseThrow();
    return (label, text) -> {
      Parsed<Duration> parsed = parser.parse(label, text);
      boolean outside =
          parsed.value().map(d -> d.compareTo(from) < 0 || d.compareTo(to) > 0).orElse(false);
      return outside ? outOfRange(label, text, least, most) : parsed;
    };
  }

  static Shape rate() {
    return of(
        (label, text) -> Rates.parse(label, text).map(rate -> new Value.Written(rate, text)),
        Value.Written::text);
  }

  static Shape money() {
    return of(
        (label, text) -> Moneys.parse(label, text).map(money -> new Value.Written(money, text)),
        Value.Written::text);
  }

  static Shape instant() {
    return of(Instants::parse, String::valueOf);
  }

  static Shape schedule() {
    return of((label, text) -> ScheduleExpressions.parse(text), expression -> expression.text());
  }

  static Shape zone() {
    return of((label, text) -> ScheduleExpressions.zone(text), String::valueOf);
  }

  static Shape start() {
    return of(
        (label, text) ->
            Arrays.asList("earliest", "latest").contains(text)
                ? Parsed.of(text)
                : Instants.parse(label, text)
                    .value()
                    .map(instant -> Parsed.of(instant.toString()))
                    .orElseGet(
                        () ->
                            wrong(
                                text,
                                "unknown-word",
                                label + ": no '" + Words.cut(text) + "'",
                                "it is earliest, latest or an instant: 2026-11-13T00:00:00Z")),
        text -> text);
  }

  static <T> Parsed<T> outOfRange(String label, String text, String least, String most) {
    return wrong(
        text,
        "out-of-range",
        label + ": " + text + " is out of range",
        "write " + least + " to " + most);
  }

  static <T> Parsed<T> wrong(String text, String code, String message, String hint) {
    return Parsed.wrong(new Problem(code, message, hint, 0, text.length(), Optional.empty()));
  }
}
