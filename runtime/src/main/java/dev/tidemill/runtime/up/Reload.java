package dev.tidemill.runtime.up;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.change.Change;
import dev.tidemill.model.change.Changes;
import dev.tidemill.model.read.Checked;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.process.WorldException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes up a changed definition while the pipeline runs: a right one is applied as far as it can be
 * without a restart, a wrong one is told and the old one goes on. Belongs to one thread.
 */
final class Reload {

  private final Live live;
  private final Engine engine;
  private final Supplier<Checked> definition;
  private final Notices notices;
  private String said = "";

  Reload(Live live, Engine engine, Supplier<Checked> definition, Notices notices) {
    this.live = live;
    this.engine = engine;
    this.definition = definition;
    this.notices = notices;
  }

  /**
   * Reads it anew.
   *
   * @return whether this is done; false: a server is away, it must be called again
   */
  boolean run() {
    try {
      Checked checked = definition.get();
      if (checked.pipeline().isEmpty()) {
        refuse(checked.findings());
        return true;
      }
      apply(checked);
      said = "";
      return true;
    } catch (WorldException | EngineException away) {
      String reason = OneLine.of(away);
      if (!reason.equals(said)) {
        said = reason;
        notices.warn("definition", "cannot be applied yet, trying again: " + reason);
      }
      return false;
    }
  }

  private void apply(Checked checked) {
    Pipeline next = checked.pipeline().orElseThrow();
    Changes changes = Changes.between(live.pipeline(), checked);
    if (!changes.refused().isEmpty()) {
      refuse(changes.refused());
      return;
    }
    if (changes.applied().isEmpty()) {
      return;
    }
    List<Finding> errors =
        Servers.plan(engine, next).stream().filter(Finding::isError).collect(Collectors.toList());
    if (!errors.isEmpty()) {
      refuse(errors);
      return;
    }
    live.apply(next);
    notices.say(
        "definition",
        "changed: "
            + changes.applied().stream().map(Change::text).collect(Collectors.joining(", "))
            + "; applied");
  }

  private void refuse(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.isError()) {
        lines.add(line(finding));
      }
    }
    lines.forEach(text -> notices.warn("definition", text));
    notices.warn("definition", "the one from before goes on");
  }

  private static String line(Finding finding) {
    Position at = finding.position();
    String hint = finding.hint().isEmpty() ? "" : "; " + finding.hint();
    return "%s:%d:%d [%s] %s%s"
        .formatted(
            at.file().getFileName(),
            at.line(),
            at.column(),
            finding.code(),
            finding.message(),
            hint);
  }
}
