package dev.tidemill.model.schedule;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/** Reads the list of values of one field: {@code 0/15}, {@code MON-FRI}, {@code 1,5-9/2}. */
final class CronValues {

  private final CronField field;
  private final BitSet values = new BitSet();

  private CronValues(CronField field) {
    this.field = field;
  }

  /** What is wrong with a field, and what to write. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final String hint;

    Wrong(String message, String hint) {
      super(message, null, false, false);
      this.hint = hint;
    }

    String hint() {
      return hint;
    }
  }

  /** The set of values that a field's text allows. */
  static BitSet parse(CronField field, String text) throws Wrong {
    CronValues parser = new CronValues(field);
    for (String item : text.split(",", -1)) {
      parser.item(text, item);
    }
    return parser.values;
  }

  private void item(String text, String item) throws Wrong {
    int slash = item.indexOf('/');
    String base = slash < 0 ? item : item.substring(0, slash);
    int step = slash < 0 ? 1 : step(item.substring(slash + 1));
    int first;
    int last;
    int dash = base.indexOf('-', 1);
    if (base.equals("*")) {
      first = field.minimum();
      last = field.maximum();
    } else if (dash > 0) {
      first = value(text, base.substring(0, dash));
      last = value(text, base.substring(dash + 1));
    } else {
      first = value(text, base);
      last = slash < 0 ? first : field.maximum();
    }
    fill(base, first, last, step);
    if (slash >= 0 && field == CronField.WEEKDAY) {
      throw new Wrong("a weekday takes no step ('" + item + "')", "write " + listed());
    }
  }

  private String listed() {
    return values.stream()
        .mapToObj(Integer::toString)
        .reduce((a, b) -> a + "," + b)
        .map(list -> "the days: " + list)
        .orElse("the days, for example 2,4,6");
  }

  /** A range may run over the end of all but years: {@code 20-2} are the hours of a night. */
  private void fill(String base, int first, int last, int step) throws Wrong {
    int size = field.maximum() - field.minimum() + 1;
    if (first > last && field == CronField.YEAR) {
      throw new Wrong("years '" + base + "' run backwards", "write " + last + "-" + first);
    }
    int end = first > last ? last + size : last;
    for (int value = first; value <= end; value += step) {
      values.set(value > field.maximum() ? value - size : value);
    }
  }

  private int step(String text) throws Wrong {
    boolean number = text.matches("[0-9]{1,4}");
    int step = number ? Integer.parseInt(text) : 0;
    if (step < 1 || step > field.maximum()) {
      throw new Wrong(
          field.word() + " step '" + text + "' is not from 1 to " + field.maximum(),
          "write for example " + field.minimum() + "/5");
    }
    return step;
  }

  private int value(String text, String value) throws Wrong {
    Optional<Integer> number = field.value(value);
    if (number.isEmpty()) {
      throw new Wrong(fault(text, value), hint(value));
    }
    return number.get();
  }

  private String fault(String text, String value) {
    if (value.isEmpty()) {
      return field.word() + " '" + text + "' has an empty part";
    }
    if (value.equals("?")) {
      return "'?' is not possible for the " + field.word();
    }
    return value.matches("[0-9]+")
        ? field.word() + " " + value + " does not exist"
        : field.word() + " '" + value + "' is not understood";
  }

  private String hint(String value) {
    if (value.equals("?")) {
      return "only the day of the month or the weekday takes it: write *";
    }
    if (field == CronField.WEEKDAY && value.equals("0")) {
      return field.range() + ": write 1 or SUN for Sunday";
    }
    String upper = value.toUpperCase(Locale.ROOT);
    String name = upper.length() > 3 ? upper.substring(0, 3) : upper;
    if (field.names().contains(name)) {
      return "write " + name;
    }
    return field.range() + example(value);
  }

  private String example(String value) {
    if (field == CronField.HOURS && value.equals("24")) {
      return ": write 0 for midnight";
    }
    if (field == CronField.MINUTES && value.equals("60")) {
      return ": write 0 for the full hour";
    }
    return field == CronField.DAY && value.equals("32") ? ": write L for the last day" : "";
  }
}
