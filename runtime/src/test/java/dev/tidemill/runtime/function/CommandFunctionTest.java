package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class CommandFunctionTest {

  /** Does what the event says; its answer is an expression of Python. */
  private static final String LOOP =
      """
      import json, os, signal, subprocess, sys, time
      from urllib.request import Request, urlopen

      api = "http://%s/2018-06-01/runtime" % os.environ["AWS_LAMBDA_RUNTIME_API"]
      signal.signal(signal.SIGTERM, signal.SIG_IGN)
      while True:
          with urlopen(api + "/invocation/next") as call:
              id = call.headers["Lambda-Runtime-Aws-Request-Id"]
              event = json.load(call)
          print("doing", event["do"], flush=True)
          answer = json.dumps(eval(event["do"])).encode()
          urlopen(Request(api + "/invocation/" + id + "/response", answer))
      """;

  @TempDir Path folder;
  private ClaimedFolder claimed;
  private FunctionHost host;
  private FunctionLog log;

  @BeforeEach
  void claim() throws IOException {
    assumeTrue(onPath("python3"), "python3 is not installed");
    Files.createDirectories(folder.resolve("code"));
    Files.writeString(folder.resolve("code/loop.py"), LOOP);
    claimed = ClaimedFolder.claim(new DataFolder(folder.resolve("data")));
    log = FunctionLog.open(claimed.data().functionLog("Loop"));
  }

  @AfterEach
  void end() {
    if (host != null) {
      host.close();
      log.close();
      claimed.close();
    }
  }

  @Test
  void runsAProgramThatSpeaksTheRuntimeApiInTheFolderOfItsCode() throws Exception {
    host = host(folder.resolve("code"), "python3 loop.py");

    Invocation first = call("[os.getcwd(), os.environ['_HANDLER'], sys.stdin.read()]");
    Invocation second = call("os.getpid()");

    Path real = folder.resolve("code").toRealPath();
    assertThat(answer(first)).isEqualTo("[\"%s\", \"loop.handler\", \"\"]".formatted(real));
    assertThat(first.coldStart()).isPresent();
    assertThat(second.coldStart()).isEmpty();
    assertThat(answer(second)).isEqualTo(String.valueOf(host.processes().get(0)));
    assertThat(Files.readString(claimed.data().functionLog("Loop")))
        .containsSubsequence("INIT_START", "START", "doing os.getpid()", "END", "REPORT");
  }

  @Test
  void runsAFileFromTheFolderThatItIsIn() throws Exception {
    host = host(folder.resolve("code/loop.py"), "python3 loop.py");

    assertThat(call("1 + 1").error()).isEmpty();
  }

  @Test
  void findsNoChildBesidesThoseThatItHasStarted() throws Exception {
    host = host(folder.resolve("code"), "python3 loop.py");

    assertThat(answer(call("subprocess.call('exit 3', shell=True)"))).isEqualTo("3");
    assertThat(call("os.wait()").error().orElseThrow().kind()).isEqualTo(Kind.EXIT);
  }

  @Test
  void endsWhatIgnoresItsEndAndAllThatItHasStarted() throws Exception {
    host = host(folder.resolve("code"), "python3 loop.py");
    call("0");

    Invocation hang = call("[os.fork() and os.fork(), time.sleep(300)]");

    assertThat(hang.error().orElseThrow().errorType()).isEqualTo("Sandbox.Timedout");
    await().untilAsserted(() -> assertThat(processes()).isZero());
    assertThat(call("0").error()).isEmpty();
  }

  @Test
  void endsWhatTakesMoreMemoryThanItMay() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "memory is not told here");
    host = host(folder.resolve("code"), "python3 loop.py");

    Invocation call =
        call("[bytes(1 << 20).hex() for i in range(300) if time.sleep(0.002) is None]");

    InvocationError error = call.error().orElseThrow();
    assertThat(error.errorType()).isEqualTo("Runtime.OutOfMemory");
    assertThat(error.errorMessage()).endsWith("Runtime exited with error: signal: killed");
    assertThat(call("0").error()).isEmpty();
  }

  @Test
  void boundsWhatItWritesWhetherItIsCalledOrNot() throws Exception {
    host = host(folder.resolve("code"), "python3 loop.py");
    long most = InstanceOutput.MAX_BYTES_PER_CALL;

    Invocation flood = call("[print('x' * 1000) for i in range(30000)] and 0");
    call("subprocess.Popen('yes', shell=True) and 0");
    await().until(() -> outputBytes() > 4 * most);
    // It goes on writing meanwhile, by hundreds of megabytes a second.
    AtomicInteger tidied = new AtomicInteger();
    await()
        .until(
            () -> {
              host.tidy();
              tidied.incrementAndGet();
              return outputBytes() < 4 * most;
            });

    assertThat(flood.output().to() - flood.output().from()).isBetween(most, most + 2000);
    assertThat(answer(call("subprocess.call('pkill -P %d yes' % os.getpid(), shell=True) and 0")))
        .isEqualTo("0");
    assertThat(Files.size(log.file())).isLessThan((4 + tidied.get()) * most);
  }

  @Test
  void saysInOneLineThatThereIsNoSuchProgram() throws Exception {
    host = host(folder.resolve("code"), "pyhton3 loop.py");

    assertThat(call("0").error())
        .contains(
            InvocationError.of(
                Kind.NOT_STARTED,
                "Runtime.InvalidEntrypoint",
                "no program 'pyhton3' on the PATH: install it, or name another in command"));
    assertThat(claimed.data().work()).doesNotExist();
  }

  @Test
  void endsWithItsParentHoweverThatEnds() throws Exception {
    Process parent =
        new ProcessBuilder(
                Installation.current().java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dtidemill.home=" + System.getProperty("tidemill.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                folder.toString())
            .redirectError(folder.resolve("parent.err").toFile())
            .start();
    String line = parent.inputReader(UTF_8).readLine();
    ProcessHandle child = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
    // The process, its two children, and the shell that watches.
    await().until(() -> processes() == 4);

    parent.destroyForcibly().waitFor();

    assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    await().untilAsserted(() -> assertThat(processes()).isZero());
  }

  /** A process of ours that has a function's process, with children of its own, and is killed. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(folder.resolve("other")));
      FunctionLog log = FunctionLog.open(claimed.data().functionLog("Loop"));
      FunctionHost host = host(claimed, log, settings(folder.resolve("code"), "python3 loop.py"));
      host.warm();
      System.out.println(host.processes().get(0));
      host.invoke("{\"do\":\"os.fork() and os.fork(), time.sleep(300)\"}".getBytes(UTF_8), "r");
    }
  }

  private long outputBytes() throws IOException {
    try (var files = Files.walk(claimed.data().work())) {
      Path output = files.filter(file -> file.endsWith("output")).findFirst().orElseThrow();
      return Files.size(output);
    }
  }

  /** How many of this test's run. */
  private long processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains("loop.py"))
        .filter(ProcessHandle::isAlive)
        .filter(
            process -> {
              try {
                Path directory = Path.of("/proc", "" + process.pid(), "cwd").toRealPath();
                return directory.equals(folder.resolve("code").toRealPath());
              } catch (IOException gone) {
                return false;
              }
            })
        .count();
  }

  private static boolean onPath(String program) {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  private Invocation call(String expression) throws Exception {
    String event = "{\"do\":\"%s\"}".formatted(expression);
    return host.invoke(event.getBytes(UTF_8), "r-1").orElseThrow();
  }

  private static String answer(Invocation invocation) {
    assertThat(invocation.error()).isEmpty();
    return new String(invocation.result().orElseThrow(), UTF_8);
  }

  private FunctionHost host(Path code, String command) {
    return host(claimed, log, settings(code, command));
  }

  private static FunctionHost host(
      ClaimedFolder claimed, FunctionLog log, FunctionSettings settings) {
    InstanceStarter starter = new InstanceStarter(Installation.current(), claimed);
    return new FunctionHost(starter, settings, Limit.ONE, log, Clock.systemUTC());
  }

  private static FunctionSettings settings(Path code, String command) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("_HANDLER", "loop.handler");
    return new FunctionSettings(
        "Loop",
        "shop-local-Loop",
        code,
        "provided.al2023",
        Optional.of(command),
        new DataSize(128L << 20),
        Duration.ofSeconds(3),
        environment,
        FunctionSettings.INIT_TIMEOUT);
  }
}
