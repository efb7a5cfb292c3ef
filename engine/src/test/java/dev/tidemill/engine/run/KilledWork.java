package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The work of a process that is killed: several jobs, one after another, since starting Spark is
 * most of what such a process costs. Each has a thread of its own that stops at a step and stays
 * there until the process is killed, or it is let go on.
 */
final class KilledWork {

  /** A step that there is not: the work is done to its end. */
  static final String NONE = "none";

  /** Stands between the arguments of two works. */
  static final String AND = "--";

  private static volatile KilledWork current;

  private final List<String> arguments;
  private final BlockingQueue<Boolean> stopped = new LinkedBlockingQueue<>();
  private final CountDownLatch letGo = new CountDownLatch(1);
  private int times;

  private KilledWork(List<String> arguments) {
    this.arguments = arguments;
    this.times = Integer.parseInt(arguments.get(2));
  }

  /**
   * Does each work up to its step, says {@code reached}, and then lets the n-th go on whenever it
   * is told a number. What goes on says {@code done} at its end.
   *
   * @param args of each work {@code FOLDER STEP TIME MORE…}
   */
  static void all(String[] args, Consumer<List<String>> work)
      throws InterruptedException, IOException {
    List<KilledWork> works = parted(args).stream().map(KilledWork::new).toList();
    for (KilledWork next : works) {
      current = next;
      new Thread(() -> next.run(work)).start();
      if (!next.stopped.take() && !next.arguments.get(1).equals(NONE)) {
        System.out.println("missed " + next.arguments);
        System.exit(1);
      }
    }
    System.out.println("reached");
    BufferedReader told = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      works.get(Integer.parseInt(line)).letGo.countDown();
    }
    System.exit(0);
  }

  /** To be called at each step. */
  static void reached(String step) {
    current.at(step);
  }

  private void run(Consumer<List<String>> work) {
    try {
      work.accept(arguments);
      System.out.println("done");
    } catch (Throwable failure) {
      failure.printStackTrace();
      System.out.println("failed " + arguments);
    }
    stopped.add(false);
  }

  /** While it stops here, no other thread of this work gets past a step. */
  private synchronized void at(String step) {
    if (!step.equals(arguments.get(1)) || --times != 0) {
      return;
    }
    stopped.add(true);
    try {
      letGo.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static List<List<String>> parted(String[] args) {
    List<List<String>> works = new ArrayList<>(List.of(new ArrayList<>()));
    for (String arg : args) {
      if (arg.equals(AND)) {
        works.add(new ArrayList<>());
      } else {
        works.get(works.size() - 1).add(arg);
      }
    }
    return works;
  }
}
