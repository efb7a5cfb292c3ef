package dev.tidemill.runtime.function;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Handlers that do what handlers should not. Run in functions' processes only. */
public final class SampleFunctions {

  private Object kept = new Object[0];
  private int calls;

  /** Answers with the event and how often this process was called. */
  public Map<String, Object> echo(Map<String, Object> event) {
    calls++;
    Map<String, Object> answer = new TreeMap<>(event);
    answer.put("calls", calls);
    return answer;
  }

  /** Answers with its environment and its JVM's settings. */
  public Map<String, String> surroundings(Map<String, Object> event) {
    Map<String, String> answer = new TreeMap<>(System.getenv());
    answer.put("maxHeap", String.valueOf(Runtime.getRuntime().maxMemory() >> 20));
    answer.put("java", String.valueOf(Runtime.version().feature()));
    answer.put("zone", java.time.ZoneId.systemDefault().getId());
    answer.put("charset", java.nio.charset.Charset.defaultCharset().name());
    return answer;
  }

  /** Does what {@code event.do} says. */
  public Object misbehave(Map<String, Object> event) throws Exception {
    calls++;
    switch (String.valueOf(event.get("do"))) {
      case "throw" -> throw new IllegalArgumentException("Ünfit \"event\"");
      case "error" -> throw new StackOverflowError("too deep");
      case "assert" -> throw new AssertionError("wrong");
      case "exit" -> System.exit(7);
      case "exit0" -> System.exit(0);
      case "hang" -> TimeUnit.MINUTES.sleep(5);
      case "spin" -> spin();
      case "fill" -> fill();
      case "large" -> {
        return "x".repeat(6_291_556);
      }
      case "print" -> print(200);
      case "child" -> new ProcessBuilder("sleep", "300").start().waitFor();
      case "later" -> new Thread(() -> Runtime.getRuntime().halt(9)).start();
      default -> System.out.println("wrote " + event.get("do"));
    }
    return calls;
  }

  /** Says that it begins, waits for the file {@code event.until}, says that it ends. */
  public String hold(Map<String, Object> event) throws Exception {
    System.out.println("begin " + event.get("name"));
    Path file = Path.of((String) event.get("until"));
    Files.createFile(file.resolveSibling(event.get("name") + ".began"));
    while (!Files.exists(file)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    System.out.println("end " + event.get("name"));
    return String.valueOf(ProcessHandle.current().pid());
  }

  private static void spin() {
    while (System.nanoTime() != 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(1);
      } catch (InterruptedException ignored) {
        // It does not want to end.
      }
    }
  }

  private void fill() {
    while (true) {
      kept = new Object[] {kept, new byte[1 << 20]};
    }
  }

  private static void print(int megabytes) {
    String line = "0123456789abcde\n".repeat(64);
    for (int i = 0; i < megabytes << 10; i++) {
      System.out.print(line);
    }
  }
}
