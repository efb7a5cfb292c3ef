package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Ends the parsing at once: the parser's time grows with the square of the depth. */
final class TooDeepException extends YamlEngineException {

  private static final long serialVersionUID = 1L;

  private final transient Position position;

  TooDeepException(Position position) {
    super("too deep");
    this.position = position;
  }

  Position position() {
    return position;
  }
}
