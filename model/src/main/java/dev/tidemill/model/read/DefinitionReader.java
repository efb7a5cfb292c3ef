package dev.tidemill.model.read;

import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.Checks;
import dev.tidemill.model.read.yaml.DefinitionFile;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.SourceText;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.resolve.Resolver;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads a definition: text, tree, stage, typed values, checks, pipeline. Every mistake is reported
 * at once; nothing is started or written. Whether code and handlers exist is another check, since a
 * build may come between: {@link dev.tidemill.model.check.CodeCheck}.
 */
public final class DefinitionReader {

  private final NodeKinds kinds;
  private final UnaryOperator<String> environment;
  private final Clock clock;
  private final Set<String> unasked;

  /**
   * @param environment from the name of a variable to its value or null
   */
  public DefinitionReader(NodeKinds kinds, UnaryOperator<String> environment) {
    this(kinds, environment, Clock.systemUTC());
  }

  /**
   * @param clock tells which schedules are over, where the rehearsal does not set a time
   */
  public DefinitionReader(NodeKinds kinds, UnaryOperator<String> environment, Clock clock) {
    this(kinds, environment, clock, Set.of());
  }

  private DefinitionReader(
      NodeKinds kinds, UnaryOperator<String> environment, Clock clock, Set<String> unasked) {
    this.kinds = kinds;
    this.environment = environment;
    this.clock = clock;
    this.unasked = unasked;
  }

  /** The same for a place where jobs only run: samples need not be there. */
  public DefinitionReader withoutSamples() {
    return new DefinitionReader(kinds, environment, clock, Set.of("sample-missing"));
  }

  /**
   * Reads a file for a stage.
   *
   * @param file as findings are to name it; paths in it are relative to its folder
   * @param stage {@code local} for the file without an overlay
   * @param set values of parameters by name, from the command line
   */
  public Checked read(Path file, String stage, Map<String, String> set) {
    Findings findings = new Findings(unasked);
    Optional<SourceText> source = DefinitionFile.load(file, findings);
    if (source.isEmpty()) {
      return new Checked(Optional.empty(), findings.sorted());
    }
    ResolvedDefinition definition =
        new Resolver(kinds, environment, findings).resolve(source.get(), stage, set);
    new Checks(clock).check(definition);
    if (findings.hasErrors()) {
      return new Checked(Optional.empty(), findings.sorted());
    }
    ResolvedDefinition whole = Derived.of(definition);
    Pipeline pipeline = new PipelineBuilder(whole).build();
    return new Checked(Optional.of(pipeline), findings.sorted(), Optional.of(whole.root()));
  }
}
