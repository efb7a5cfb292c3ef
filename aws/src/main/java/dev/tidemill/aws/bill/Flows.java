package dev.tidemill.aws.bill;

import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.Job;
import dev.tidemill.model.Load;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What goes through each stream and how often each function is called: as measured, as {@code load}
 * says, as schedules have it; what none of them says follows from what is known beside it, and
 * where nothing is, one a second is assumed and said.
 */
final class Flows {

  private static final double ASSUMED = 1;

  private final Pipeline pipeline;
  private final Scenario scenario;
  private final Optional<Measured> measured;
  private final Instant now;
  private final Map<String, Flow> functions = new LinkedHashMap<>();
  private final Map<String, Flow> streams = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();

  private Flows(Pipeline pipeline, Scenario scenario, Optional<Measured> measured, Instant now) {
    this.pipeline = pipeline;
    this.scenario = scenario;
    this.measured = measured;
    this.now = now;
  }

  static Flows of(Pipeline pipeline, Scenario scenario, Optional<Measured> measured, Instant now) {
    Flows flows = new Flows(pipeline, scenario, measured, now);
    pipeline.functions().values().forEach(flows::known);
    pipeline.streams().keySet().forEach(flows::known);
    pipeline.functions().values().forEach(flows::follow);
    pipeline.streams().keySet().forEach(flows::follow);
    return flows;
  }

  Flow function(String id) {
    return functions.get(id);
  }

  Flow stream(String id) {
    return streams.get(id);
  }

  /** How often schedules fire at it in a month. */
  double fires(Schedule.Kind kind, String id) {
    return pipeline.schedules().values().stream()
        .filter(schedule -> schedule.enabled())
        .filter(schedule -> schedule.target().equals(new Schedule.Target(kind, id)))
        .mapToDouble(schedule -> Fires.inAMonth(schedule.expression(), schedule.timezone(), now))
        .sum();
  }

  private void known(Function function) {
    OptionalDouble seen =
        measured
            .map(all -> all.functions().get(function.id()))
            .map(Measured.Calls::perSecond)
            .orElse(OptionalDouble.empty());
    double fires = fires(Schedule.Kind.FUNCTION, function.id());
    said(function.id(), seen)
        .or(
            () ->
                fires == 0
                    ? Optional.empty()
                    : Optional.of(new Flow(fires / Month.SECONDS, "its schedule")))
        .ifPresent(
            flow -> {
              functions.put(function.id(), flow);
              known.add(function.id());
            });
  }

  private void known(String stream) {
    OptionalDouble seen =
        measured
            .map(all -> all.streams().get(stream))
            .map(Measured.Messages::perSecond)
            .orElse(OptionalDouble.empty());
    said(stream, seen).ifPresent(flow -> streams.put(stream, flow));
  }

  private Optional<Flow> said(String id, OptionalDouble seen) {
    if (seen.isPresent()) {
      return Optional.of(new Flow(scenario.assumed(seen.getAsDouble()), "measured"));
    }
    Load load = pipeline.load().get(id);
    return load == null ? Optional.empty() : Optional.of(new Flow(rate(load), origin(load)));
  }

  private double rate(Load load) {
    double rate = load.rate().perSecond();
    double peak = load.peak().perSecond();
    return scenario == Scenario.HIGH && peak > rate ? peak : scenario.assumed(rate);
  }

  private static String origin(Load load) {
    return "load " + Words.rate(load.rate());
  }

  private void follow(Function function) {
    if (functions.containsKey(function.id())) {
      return;
    }
    List<String> written = new ArrayList<>();
    function.executionLog().ifPresent(written::add);
    function.uses().keySet().stream().filter(id -> writes(function, id)).forEach(written::add);
    Flow flow =
        written.stream()
            .filter(streams::containsKey)
            .findFirst()
            .map(this::share)
            .orElse(new Flow(scenario.assumed(ASSUMED), "1/s assumed: no load is given"));
    functions.put(function.id(), flow);
  }

  /** Of a stream whose load is known: what the others leave, in equal parts. */
  private Flow share(String stream) {
    List<Function> writers =
        pipeline.functions().values().stream()
            .filter(each -> logs(each, stream) || writes(each, stream))
            .toList();
    double others =
        writers.stream()
            .filter(each -> known.contains(each.id()))
            .mapToDouble(each -> functions.get(each.id()).perSecond())
            .sum();
    long unknown = writers.stream().filter(each -> !known.contains(each.id())).count();
    double left = Math.max(0, streams.get(stream).perSecond() - others);
    return new Flow(left / Math.max(1, unknown), "what " + stream + " takes: " + origin(stream));
  }

  private String origin(String stream) {
    return streams.get(stream).origin();
  }

  private static boolean logs(Function function, String stream) {
    return function.executionLog().filter(stream::equals).isPresent();
  }

  private boolean writes(Function function, String id) {
    Access access = function.uses().get(id);
    return pipeline.streams().containsKey(id) && access != null && access != Access.READ;
  }

  private void follow(String stream) {
    if (streams.containsKey(stream)) {
      return;
    }
    double calls = 0;
    for (Function function : pipeline.functions().values()) {
      double events = (logs(function, stream) ? 1 : 0) + (writes(function, stream) ? 1 : 0);
      calls += events * functions.get(function.id()).perSecond();
    }
    double seen = calls * eventsPerCall(stream);
    double fired = fires(Schedule.Kind.STREAM, stream) / Month.SECONDS;
    double made = madeByJobs(stream);
    double all = seen + fired + made;
    streams.put(
        stream,
        all > 0
            ? new Flow(all, eventsPerCall(stream) == 1 ? "one a call" : measuredPerCall(stream))
            : new Flow(scenario.assumed(ASSUMED), "1/s assumed: no load is given"));
  }

  private String measuredPerCall(String stream) {
    return Words.of("%.3g a call, measured", eventsPerCall(stream));
  }

  /** As measured; else 1. */
  private double eventsPerCall(String stream) {
    if (measured.isEmpty() || !measured.get().streams().containsKey(stream)) {
      return 1;
    }
    double calls = 0;
    for (Function function : pipeline.functions().values()) {
      Measured.Calls seen = measured.get().functions().get(function.id());
      if (seen != null) {
        calls +=
            seen.calls() * ((logs(function, stream) ? 1 : 0) + (writes(function, stream) ? 1 : 0));
      }
    }
    return calls == 0 ? 1 : measured.get().streams().get(stream).messages() / calls;
  }

  /** Every row that a job reads from streams goes on to the streams that it writes. */
  private double madeByJobs(String stream) {
    double made = 0;
    for (Job job : pipeline.jobs().values()) {
      if (Streams.of(job, Node.Role.TARGET).contains(stream)) {
        for (String source : Streams.of(job, Node.Role.SOURCE)) {
          made += streams.containsKey(source) ? streams.get(source).perSecond() : 0;
        }
      }
    }
    return made;
  }
}
