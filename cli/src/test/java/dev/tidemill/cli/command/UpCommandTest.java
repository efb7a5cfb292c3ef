package dev.tidemill.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.Captured;
import dev.tidemill.cli.Shell;
import dev.tidemill.cli.text.Terminal;
import dev.tidemill.cli.up.RecordedUp;
import dev.tidemill.cli.up.UpStarter;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.up.UpListener;
import dev.tidemill.runtime.up.UpOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CountDownLatch shown = new CountDownLatch(1);
  private final List<String> calls = new ArrayList<>();
  private final PrintStream systemOut = System.out;
  private final PrintStream systemErr = System.err;
  private UpOptions options;

  @AfterEach
  void giveTheConsoleBack() {
    System.setOut(systemOut);
    System.setErr(systemErr);
  }

  @Test
  void drainsAtCtrlCAndEndsWell() throws Exception {
    Files.writeString(folder.resolve("pipeline.yaml"), "pipeline: shop\nfunctions: {}\n");
    AtomicInteger status = new AtomicInteger(-1);
    Thread command = new Thread(() -> status.set(up("--port", "7171", "--no-watch")));
    command.start();
    shown.await();
    command.interrupt();
    command.join();
    assertThat(status).hasValue(0);
    assertThat(calls).containsExactly("start shop", "drain");
    assertThat(options.port()).isEqualTo(OptionalInt.of(7171));
    assertThat(options.watch()).isFalse();
    assertThat(options.data().root()).isEqualTo(folder.resolve(".tidemill/local"));
    assertThat(options.definition().get().findings()).isEmpty();
    Files.writeString(folder.resolve("pipeline.yaml"), "pipeline: shop\nfunctoins: {}\n");
    assertThat(options.definition().get().findings()).hasSize(1);
    assertThat(out.toString(UTF_8))
        .contains(
            "shop, stage local, ready in 4.1 s, http://127.0.0.1:7070\n",
            " draining: calls end, batches commit; a second signal stops at once\n",
            " stopped in ");
    assertThat(folder.resolve(".tidemill/.gitignore")).hasContent("*");
  }

  private int up(String... more) {
    PrintStream stream = Captured.stream(out);
    Terminal piped = new Terminal(false, false, 80, false);
    Shell shell = new Shell(stream, stream, piped, name -> null, () -> RecordedUp.NOW);
    List<String> line = new ArrayList<>(List.of("up", folder.toString()));
    line.addAll(List.of(more));
    return Tidemill.commandLine(shell, this::start).execute(line.toArray(String[]::new));
  }

  private UpStarter.Running start(Pipeline pipeline, UpOptions given, UpListener listener) {
    calls.add("start " + pipeline.id());
    options = given;
    listener.ready(URI.create("http://127.0.0.1:7070"), Duration.ofMillis(4100));
    return new UpStarter.Running() {
      @Override
      public Status status() {
        shown.countDown();
        return new RecordedUp().status();
      }

      @Override
      public void drain() {
        calls.add("drain");
      }
    };
  }
}
