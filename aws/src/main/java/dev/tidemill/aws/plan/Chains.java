package dev.tidemill.aws.plan;

import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chains of jobs as Glue's workflows. A conditional trigger reacts only to jobs that a trigger
 * started: <a href="https://docs.aws.amazon.com/glue/latest/dg/about-triggers.html">AWS Glue
 * triggers</a>. So the first job of a chain is started by its workflow, too.
 */
final class Chains {

  private final Pipeline pipeline;

  Chains(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** Jobs that belong together, by the first of them. */
  Map<String, List<Job>> chains() {
    Map<String, Set<String>> together = new LinkedHashMap<>();
    pipeline.jobs().keySet().forEach(id -> together.put(id, new LinkedHashSet<>(List.of(id))));
    for (Job job : pipeline.jobs().values()) {
      for (String before : job.after().map(Job.After::jobs).orElse(List.of())) {
        Set<String> united = new LinkedHashSet<>(together.get(before));
        united.addAll(together.get(job.id()));
        united.forEach(id -> together.put(id, united));
      }
    }
    Map<String, List<Job>> chains = new LinkedHashMap<>();
    for (Job job : pipeline.jobs().values()) {
      boolean first = job.after().isEmpty();
      Set<String> all = together.get(job.id());
      if (first && (all.size() > 1 || job.onArrival().isPresent())) {
        chains.put(
            job.id(), pipeline.jobs().values().stream().filter(j -> all.contains(j.id())).toList());
      }
    }
    return chains;
  }

  List<GlueWorkflow> workflows() {
    List<GlueWorkflow> workflows = new ArrayList<>();
    chains().forEach((first, jobs) -> workflows.add(workflow(first, jobs)));
    return workflows;
  }

  private GlueWorkflow workflow(String first, List<Job> jobs) {
    List<GlueWorkflow.Link> links =
        jobs.stream().filter(job -> job.after().isPresent()).map(this::link).toList();
    String name = physical(first);
    return new GlueWorkflow(first, name, name, arrival(pipeline.jobs().get(first), name), links);
  }

  private GlueWorkflow.Link link(Job job) {
    Job.After after = job.after().orElseThrow();
    return new GlueWorkflow.Link(
        job.id(),
        after.jobs().stream().map(this::physical).toList(),
        after.when() == Job.When.ALL,
        state(after.state()),
        physical(job.id()));
  }

  private static String state(RunState state) {
    return state.name();
  }

  private Optional<GlueWorkflow.Arrival> arrival(Job job, String workflow) {
    return job.onArrival()
        .map(job.nodes()::get)
        .flatMap(S3Path::of)
        .map(
            path ->
                new GlueWorkflow.Arrival(
                    path.bucket(),
                    path.prefix().isEmpty() ? "" : path.prefix() + "/",
                    new Role(
                        "Arrival-" + job.id(),
                        "events.amazonaws.com",
                        new TreeMap<>(),
                        List.of(
                            Statement.allow(
                                "Notify",
                                List.of("glue:notifyEvent"),
                                List.of(GlueWorkflow.arn(workflow)))))));
  }

  private String physical(String id) {
    return pipeline.names().physical(id);
  }

  /** The files that set a job off. */
  static Optional<Node> arrivals(Job job) {
    return job.onArrival().map(job.nodes()::get);
  }
}
