package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Job;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which jobs are rehearsed: each after those that set it off, else as in the file. */
final class JobOrder {

  private JobOrder() {}

  /** All of them. The reader has refused circles. */
  static List<Job> of(List<Job> jobs) {
    Map<String, Job> byId = new LinkedHashMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    List<Job> ordered = new ArrayList<>();
    Set<String> begun = new HashSet<>();
    jobs.forEach(job -> add(job, byId, begun, ordered));
    return ordered;
  }

  private static void add(Job job, Map<String, Job> byId, Set<String> begun, List<Job> ordered) {
    if (!begun.add(job.id())) {
      return;
    }
    job.after()
        .ifPresent(
            after ->
                after.jobs().stream()
                    .filter(byId::containsKey)
                    .forEach(id -> add(byId.get(id), byId, begun, ordered)));
    ordered.add(job);
  }
}
