package dev.tidemill.aws.bill;

import dev.tidemill.aws.bill.process.GlueWorker;
import dev.tidemill.aws.plan.Resource;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs of Glue: which there are, how often they begin and how long they take. */
final class RunUsage {

  private static final double START_SECONDS = 40;
  private static final double LEAST_SECONDS = 60;
  private static final double BYTES_PER_SECOND = 20e6;

  private final Basis basis;

  RunUsage(Basis basis) {
    this.basis = basis;
  }

  List<Usage.Run> runs() {
    List<Usage.Run> runs = new ArrayList<>();
    for (Resource resource : basis.resources().of("AWS::Glue::Job")) {
      List<String> jobs = List.of(resource.quantities().get("jobs").split(",", -1));
      boolean streaming = Boolean.parseBoolean(resource.quantities().get("streaming"));
      Job first = basis.pipeline().jobs().get(jobs.get(0));
      double times = streaming ? 1 : times(first);
      runs.add(
          new Usage.Run(
              resource.id(),
              streaming,
              GlueWorker.of(resource.quantities().get("workerType")).orElse(GlueWorker.G_1X),
              (int) Resources.number(resource, "workers"),
              times,
              streaming ? Month.SECONDS : seconds(first, times),
              jobs,
              streaming ? "" : origin(first)));
    }
    return runs;
  }

  /** Runs in a month: by schedules, after other jobs, else one a day is assumed. */
  double times(Job job) {
    if (!job.enabled()) {
      return 0;
    }
    double fires = basis.flows().fires(Schedule.Kind.JOB, job.id());
    if (fires > 0) {
      return fires;
    }
    if (job.after().isPresent()) {
      return job.after().get().jobs().stream()
          .map(before -> basis.pipeline().jobs().get(before))
          .filter(before -> before.every().isEmpty())
          .mapToDouble(this::times)
          .max()
          .orElse(0);
    }
    return basis.scenario().assumed(Month.DAYS);
  }

  /** The start and the work: as measured, and not less than what came since the last run takes. */
  private double seconds(Job job, double times) {
    double bytes = times == 0 ? 0 : basis.bytesRead(job) / times;
    double work = Math.max(bytes / BYTES_PER_SECOND, measured(job).orElse(0.0));
    return Math.max(LEAST_SECONDS, START_SECONDS + work);
  }

  private Optional<Double> measured(Job job) {
    return basis
        .measured()
        .map(all -> all.jobs().get(job.id()))
        .map(batches -> batches.run().toMillis() / 1000.0);
  }

  private String origin(Job job) {
    boolean said =
        !job.enabled()
            || job.after().isPresent()
            || basis.flows().fires(Schedule.Kind.JOB, job.id()) > 0;
    String files =
        job.nodes(Node.Role.SOURCE).stream().anyMatch(RunUsage::isFiles)
            ? ", whatever its files take"
            : "";
    return (said ? "" : ", one a day assumed")
        + measured(job)
            .map(seconds -> Words.of(", %.1f s of work measured", seconds))
            .orElse(files);
  }

  private static boolean isFiles(Node node) {
    return node.kind().equals("files");
  }
}
