package dev.tidemill.model.schedule;

import java.util.List;
import java.util.Optional;

/** The six fields of a cron expression, in order. */
enum CronField {
  MINUTES("minute", 0, 59, ""),
  HOURS("hour", 0, 23, ""),
  DAY("day", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  WEEKDAY("weekday", 1, 7, "SUN MON TUE WED THU FRI SAT"),
  YEAR("year", 1970, 2199, "");

  private final String word;
  private final int minimum;
  private final int maximum;
  private final String names;

  CronField(String word, int minimum, int maximum, String names) {
    this.word = word;
    this.minimum = minimum;
    this.maximum = maximum;
    this.names = names;
  }

  /** The place among the six, from 0. */
  int place() {
    return List.of(values()).indexOf(this);
  }

  String word() {
    return word;
  }

  int minimum() {
    return minimum;
  }

  int maximum() {
    return maximum;
  }

  List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" "));
  }

  /** The number that a text stands for; empty if it is neither one in range nor a name. */
  Optional<Integer> value(String text) {
    int name = names().indexOf(text);
    if (name >= 0) {
      return Optional.of(minimum + name);
    }
    if (!text.matches("[0-9]{1,4}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number < minimum || number > maximum ? Optional.empty() : Optional.of(number);
  }

  /** The range as an author reads it. */
  String range() {
    return switch (this) {
      case WEEKDAY -> "weekdays go from 1 (SUN) to 7 (SAT)";
      case MONTH -> "months go from 1 (JAN) to 12 (DEC)";
      default -> word + "s go from " + minimum + " to " + maximum;
    };
  }
}
