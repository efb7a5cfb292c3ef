package dev.tidemill.cli.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A schedule and when it fires next.
 *
 * @param id empty text for a lone expression
 * @param target {@code function ApproveReminder}, or empty text
 */
public record ScheduleListing(
    String id, String expression, String timezone, String target, List<Fire> next) {

  private static final List<String> NUMBERS =
      List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  /** Lines for people, with at most so many of the times. */
  public List<String> lines(int shown) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (id.isEmpty() ? "" : id + "  ")
            + expression
            + " "
            + timezone
            + (target.isEmpty() ? "" : " → " + target));
    if (next.isEmpty()) {
      lines.add("  never fires again");
    }
    int count = Math.min(shown, next.size());
    for (Fire fire : next.subList(0, count)) {
      lines.add(
          "  "
              + fire.local()
              + "  "
              + fire.at()
              + (fire.note().isEmpty() ? "" : "  ")
              + fire.note());
    }
    int more = next.size() - count;
    if (more > 0) {
      String number = more < NUMBERS.size() ? NUMBERS.get(more) : Integer.toString(more);
      lines.add(lines.remove(lines.size() - 1) + "      and " + number + " more");
    }
    return lines;
  }

  /** For programs. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id.isEmpty() ? null : id);
    json.put("expression", expression);
    json.put("timezone", timezone);
    json.put("target", target.isEmpty() ? null : target);
    json.put("next", next.stream().map(ScheduleListing::json).toList());
    return json;
  }

  private static Map<String, Object> json(Fire fire) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("local", fire.at().atZone(fire.zone()).toOffsetDateTime());
    json.put("utc", fire.at());
    json.put("note", fire.note().isEmpty() ? null : fire.note());
    return json;
  }
}
