package dev.tidemill.model.read.grammar;

import static dev.tidemill.model.read.grammar.Key.key;

import dev.tidemill.model.value.IdKind;
import java.util.List;

/** Every key of the definition at its top, and of the things below it. */
public final class Grammar {

  private static final BlockShape SCHEDULES = Things.schedule(true);

  /** The whole file. */
  private static final BlockShape ROOT =
      BlockShape.of(
          "the top of the file",
          key("pipeline", RawShape.id(IdKind.PIPELINE, "pipeline"))
              .required("add pipeline: name")
              .inEveryStage(),
          key("description", Leaves.text()),
          key("build", Leaves.text()),
          key("parameters", byId(IdKind.PARAMETER, "parameter", Things.PARAMETER)),
          key("stores", ByIdShape.fixed(IdKind.STORE, "store", Things.STORE)),
          key("streams", ByIdShape.fixed(IdKind.STREAM, "stream", Things.STREAM)),
          key("functions", ByIdShape.fixed(IdKind.FUNCTION, "function", Things.FUNCTION)),
          key("schedules", byId(IdKind.SCHEDULE, "schedule", SCHEDULES)),
          key("connections", byId(IdKind.CONNECTION, "connection", Connections.ANY)),
          key("tables", ByIdShape.fixed(IdKind.TABLE, "table", Things.TABLE)),
          key("databases", byId(IdKind.DATABASE, "database", Elsewhere.DATABASE)).from(4),
          key("jobs", ByIdShape.fixed(IdKind.JOB, "job", Things.JOB)),
          key("alarms", byId(IdKind.ALARM, "alarm", Elsewhere.ALARM)),
          key("notify", new ListShape(Elsewhere.notifyTarget())),
          key("budget", Elsewhere.BUDGET),
          key("load", ByIdShape.ours("load", Elsewhere.LOAD)),
          key("dashboards", byId(IdKind.DASHBOARD, "dashboard", Elsewhere.DASHBOARD)),
          key("runtime", Elsewhere.RUNTIME).or("{}"),
          key("aws", AwsShapes.AWS).or("{}"),
          key("rehearsal", Things.REHEARSAL),
          key("stages", new StagesShape()).inEveryStage());

  private Grammar() {}

  private static Shape byId(IdKind kind, String word, Shape shape) {
    return ByIdShape.of(kind, word, shape);
  }

  /** The shape of the whole file. */
  public static BlockShape root() {
    return ROOT;
  }

  /** Where misplaced keys may belong. */
  static List<BlockShape> things() {
    return List.of(
        Things.JOB,
        Things.FUNCTION,
        Things.STREAM,
        Things.STORE,
        Things.TABLE,
        SCHEDULES,
        Things.REHEARSAL,
        AwsShapes.AWS,
        Elsewhere.RUNTIME,
        ROOT);
  }

  /** The same seen from a node. */
  static List<BlockShape> jobFirst() {
    return things();
  }
}
