package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.json.Json;
import dev.tidemill.cli.status.RunRows;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.api.ApiClient;
import dev.tidemill.runtime.api.ApiJson;
import dev.tidemill.runtime.api.JobStart;
import dev.tidemill.runtime.api.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts and stops jobs, and lists their runs. */
@Command(name = "job")
final class JobCommand extends BaseCommand {

  private static final int SHOWN = 20;
  private static final int LOOKED_AT = 1000;
  private static final long MILLIS_BETWEEN_LOOKS = 500;

  private enum Action {
    START,
    STOP,
    RUNS
  }

  @Parameters(index = "0", paramLabel = "start|stop|runs")
  private Action action;

  @Parameters(index = "1", paramLabel = "JOB")
  String job;

  @Option(names = "--wait")
  boolean wait;

  @Option(names = "--adopt", paramLabel = "OLDJOB")
  String adopt;

  @Option(names = "--redo")
  boolean redo;

  @Option(names = "--go-on")
  boolean goOn;

  @Override
  public Integer call() throws InterruptedException {
    JobStart start = new JobStart(Optional.ofNullable(adopt), redo, goOn);
    if (action != Action.START && !start.equals(JobStart.PLAIN)) {
      throw CommandException.wrong("--adopt, --redo, --go-on belong to 'job start'");
    }
    if (action == Action.RUNS && wait) {
      throw CommandException.wrong("--wait belongs to 'job start' and 'job stop'");
    }
    ApiClient up = orNoneIsUp(Definition.of(root, null));
    return switch (action) {
      case START -> start(up, start);
      case STOP -> stop(up);
      case RUNS -> runs(up.runs(job, SHOWN));
    };
  }

  private int start(ApiClient up, JobStart start) throws InterruptedException {
    String id = up.startJob(job, start);
    if (!wait) {
      print(root.json ? Json.line(Map.of("runId", id)) : "run " + id + " of " + job + " starts");
      return Status.FINE;
    }
    Run run = await(up, id);
    runs(List.of(run));
    return run.state().equals(RunState.SUCCEEDED.name())
            || run.state().equals(RunState.STOPPED.name())
        ? Status.FINE
        : Status.FAILED;
  }

  private Run await(ApiClient up, String id) throws InterruptedException {
    while (true) {
      Optional<Run> ended =
          up.runs(job, LOOKED_AT).stream()
              .filter(run -> run.runId().equals(id))
              .filter(run -> RunState.valueOf(run.state()).isFinal())
              .findFirst();
      if (ended.isPresent()) {
        return ended.get();
      }
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
    }
  }

  private int stop(ApiClient up) throws InterruptedException {
    up.stopJob(job, wait);
    note(job + (wait ? " is stopped" : " stops after the batch that it is in"));
    return Status.FINE;
  }

  private int runs(List<Run> runs) {
    if (root.json) {
      print(ApiJson.document(runs));
    } else if (runs.isEmpty()) {
      note("no run of " + job + " is on record");
    } else {
      printTable(RunRows.of(runs));
    }
    return Status.FINE;
  }
}
