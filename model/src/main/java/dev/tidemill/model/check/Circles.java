package dev.tidemill.model.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Things that wait for each other. */
final class Circles {

  private Circles() {}

  /**
   * The shortest circle through each thing that is in one, without those in a circle named before.
   *
   * @param before by id, in order, the ids that come before it; unknown ones have none
   * @return ids from one thing over what comes before it back to itself
   */
  static List<List<String>> of(Map<String, List<String>> before) {
    List<List<String>> circles = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (String id : before.keySet()) {
      List<String> circle = done.contains(id) ? List.of() : circle(id, before);
      if (!circle.isEmpty()) {
        done.addAll(circle);
        circles.add(circle);
      }
    }
    return circles;
  }

  private static List<String> circle(String start, Map<String, List<String>> before) {
    Map<String, String> foundFrom = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String id = open.remove();
      for (String each : before.getOrDefault(id, List.of())) {
        if (each.equals(start)) {
          return way(start, id, foundFrom);
        }
        if (foundFrom.putIfAbsent(each, id) == null) {
          open.add(each);
        }
      }
    }
    return List.of();
  }

  private static List<String> way(String start, String last, Map<String, String> foundFrom) {
    List<String> way = new ArrayList<>(List.of(start));
    for (String id = last; !id.equals(start); id = foundFrom.get(id)) {
      way.add(1, id);
    }
    way.add(start);
    return way;
  }
}
