package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings.At;
import java.util.List;

/** A schedule at the top sets exactly one thing off. */
final class ScheduleTarget {

  /** The keys of which one must be there. */
  static final List<String> KEYS = List.of("function", "job", "stream");

  private ScheduleTarget() {}

  static void check(Value.Fields schedule, Place place, Reading reading) {
    List<String> given = KEYS.stream().filter(schedule::isGiven).toList();
    if (given.isEmpty()) {
      reading
          .findings()
          .error(
              "no-target",
              place.at(),
              place.label() + " sets nothing off",
              "add function:, job: or stream:");
    } else if (given.size() > 1) {
      At at = new At(place.path(), schedule.keys().get(given.get(1)), "");
      reading
          .findings()
          .error(
              "no-target",
              at,
              place.label() + " has '" + given.get(0) + "' and '" + given.get(1) + "'",
              "keep one; a second target is a second schedule");
    }
  }
}
