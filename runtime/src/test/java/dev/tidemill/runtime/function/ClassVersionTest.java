package dev.tidemill.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.DataSize;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.function.InvocationError.Kind;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassVersionTest {

  /** Where a class file has the version that it was compiled for. */
  private static final int MAJOR_VERSION = 7;

  private static final int JAVA_99 = 143;

  @TempDir Path folder;

  @Test
  void saysOfCodeForANewerJavaWhatToDo() throws Exception {
    String name = SampleFunctions.class.getName();
    try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(folder.resolve("data")));
        FunctionLog log = FunctionLog.open(claimed.data().functionLog("New"));
        FunctionHost host =
            new FunctionHost(
                new InstanceStarter(Installation.current(), claimed),
                settings(name + "::echo", newer(name)),
                Limit.ONE,
                log,
                Clock.systemUTC())) {
      InvocationError error = host.warm().orElseThrow();

      int running = Runtime.version().feature();
      assertThat(error.kind()).isEqualTo(Kind.INIT);
      assertThat(error.errorMessage())
          .isEqualTo(
              "%s is compiled for Java 99, and runtime java17 ran it with Java %d: compile it with"
                  + " --release %2$d, or name a newer runtime",
              name, running);
    }
  }

  private Path newer(String name) throws IOException {
    String file = name.replace('.', '/') + ".class";
    byte[] bytes = Files.readAllBytes(SampleCode.classes().resolve(file));
    bytes[MAJOR_VERSION] = (byte) JAVA_99;
    Path copy = folder.resolve("code").resolve(file);
    Files.createDirectories(copy.getParent());
    Files.write(copy, bytes);
    return folder.resolve("code");
  }

  private static FunctionSettings settings(String handler, Path code) {
    return new FunctionSettings(
        "New",
        "shop-local-New",
        code,
        "java17",
        Optional.empty(),
        new DataSize(256L << 20),
        Duration.ofSeconds(20),
        Map.of("_HANDLER", handler),
        FunctionSettings.INIT_TIMEOUT);
  }
}
