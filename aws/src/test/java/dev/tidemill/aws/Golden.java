package dev.tidemill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts as they are to be; {@code -Dgolden.write=true} writes them as they are. */
public final class Golden {

  private static final Path FOLDER =
      Path.of(
          System.getProperty("tidemill.home"), "aws/src/test/resources/dev/tidemill/aws/golden");

  private Golden() {}

  public static void check(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(file).as("written with -Dgolden.write=true").exists();
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
