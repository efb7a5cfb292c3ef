package dev.tidemill.runtime.function;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the handlers for tests are. */
final class SampleCode {

  private SampleCode() {}

  static Path classes() {
    try {
      return Path.of(
          SampleFunctions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
