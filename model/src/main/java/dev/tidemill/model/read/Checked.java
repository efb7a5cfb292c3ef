package dev.tidemill.model.read;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What reading a definition gave.
 *
 * @param file as the user named it
 * @param pipeline empty if there is an error
 * @param findings causes by position, then what follows from them
 */
public record Checked(Path file, Optional<Pipeline> pipeline, List<Finding> findings) {

  public Checked {
    findings = List.copyOf(findings);
  }
}
