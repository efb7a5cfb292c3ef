package dev.tidemill.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LauncherTest {

  private final List<Process> started = new ArrayList<>();

  /** A main class for the child: says what it got, then does what it is told. */
  static final class Child {
    public static void main(String[] args) throws Exception {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
      System.out.println(Arrays.toString(args) + " " + System.in.read());
      switch (args[0]) {
        case "wait" -> Thread.sleep(60_000);
        case "answer" -> {
          Thread.sleep(500);
          System.out.println("still here");
          Thread.sleep(60_000);
        }
        case "fail" -> throw new IllegalStateException("on purpose");
        case "fill" -> fill();
        default -> {}
      }
    }

    private static void fill() throws InterruptedException {
      Object[] chain = new Object[0];
      try {
        while (true) {
          chain = new Object[] {chain, new byte[1 << 16]};
        }
      } catch (OutOfMemoryError full) {
        System.out.write('f');
        System.out.write('\n');
        System.out.flush();
        Thread.sleep(60_000);
      } finally {
        Reference.reachabilityFence(chain);
      }
    }
  }

  @Test
  void handsOnTheArgumentsAndAnEmptyInput() throws Exception {
    Process child = launch(List.of(), Child.class.getName(), "end", "two words");

    assertThat(child.inputReader().readLine()).isEqualTo("[end, two words] -1");
    assertThat(exit(child)).isZero();
  }

  @Test
  void endsAtOnceWithoutHooksWhenTheParentsPipeCloses() throws Exception {
    Process child = launch(List.of(), Child.class.getName(), "wait");
    BufferedReader output = child.inputReader();
    output.readLine();

    child.getOutputStream().close();

    assertThat(exit(child)).isZero();
    assertThat(output.readLine()).isNull();
  }

  @Test
  void shutsDownInOrderWhenAGraceIsGiven() throws Exception {
    Process child =
        launch(List.of("-Dtidemill.launcher.grace=20000"), Child.class.getName(), "wait");
    BufferedReader output = child.inputReader();
    output.readLine();

    child.getOutputStream().close();

    assertThat(exit(child)).isZero();
    assertThat(output.readLine()).isEqualTo("hook");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void leavesTheKeysOfTheTerminalToTheParent() throws Exception {
    Process child = launch(List.of(), Child.class.getName(), "answer");
    BufferedReader output = child.inputReader();
    output.readLine();

    for (String signal : List.of("-INT", "-HUP")) {
      new ProcessBuilder("kill", signal, String.valueOf(child.pid())).start().waitFor();
    }

    assertThat(output.readLine()).isEqualTo("still here");
    child.getOutputStream().close();
    assertThat(exit(child)).isZero();
  }

  @Test
  void endsAChildThatHasUsedUpItsHeap() throws Exception {
    Process child = launch(List.of("-Xmx16m"), Child.class.getName(), "fill");
    BufferedReader output = child.inputReader();
    output.readLine();
    assertThat(output.readLine()).isEqualTo("f");

    child.getOutputStream().close();

    assertThat(exit(child)).isZero();
  }

  @Test
  void failsAsTheMainClassFails() throws Exception {
    Process child = launch(List.of(), Child.class.getName(), "fail");

    assertThat(child.errorReader().readLine())
        .isEqualTo("Exception in thread \"main\" java.lang.IllegalStateException: on purpose");
    assertThat(exit(child)).isOne();
  }

  @Test
  void saysWhichClassIsMissing() throws Exception {
    Process child = launch(List.of(), "dev.tidemill.Missing");

    assertThat(child.errorReader().readLine())
        .isEqualTo("Not a class with a main method on the class path: dev.tidemill.Missing");
    assertThat(exit(child)).isEqualTo(127);
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private static int exit(Process child) throws InterruptedException {
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
    return child.exitValue();
  }

  private Process launch(List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dfile.encoding=" + StandardCharsets.UTF_8));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Launcher.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }
}
