package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The crash table of {@code commits.md} for a job that writes to a table and to a stream. */
class KilledCopiesTest {

  /** The stream writes its start position too: its steps come once before those of the batch. */
  @TestFactory
  Stream<DynamicTest> areFinishedByTheNext() throws Exception {
    List<Copies> all =
        Copies.each(
            "row 5: between-targets 3",
            "row 5: between-targets 4",
            "row 9: between-targets 1",
            "row 9: written 1",
            "row 9: committed 1",
            "row 11: written 3",
            "row 12: committed 3");
    kill(all, Copies::atItsStep);
    return tests(all, copies -> copies.assertEachOnce("copy"));
  }

  /** They go on while they are killed: somewhere in the commit of the transaction. */
  @TestFactory
  Stream<DynamicTest> areFinishedWhicheverWayTheTransactionWent() throws Exception {
    int[] millis = {30, 12, 4, 0};
    List<Copies> all =
        Copies.each(
            "row 12: 30 ms after written 3",
            "row 12: 12 ms after written 3",
            "row 12: 4 ms after written 3",
            "row 12: 0 ms after written 3");
    try (KilledProcess process = start(all, Copies::atItsStep)) {
      process.await("reached");
      for (int i = 0; i < millis.length; i++) {
        process.letGo(i);
        int next = i + 1 < millis.length ? millis[i + 1] : 0;
        LockSupport.parkNanos((millis[i] - next) * 1_000_000L);
      }
    }
    return tests(all, copies -> copies.assertEachOnce("copy"));
  }

  @TestFactory
  Stream<DynamicTest> areCaughtUpWhereACatchUpWasKilledToo() throws Exception {
    List<Copies> all =
        Copies.each(
            "row 6: catch-up 1",
            "row 6: written 1",
            "row 6: committed 1",
            "row 6: caught-up 1",
            "row 6: written 2");
    kill(all, copies -> copies.at("between-targets", 3));
    all.forEach(Copies::sendMore);
    kill(all, Copies::atItsStep);
    return tests(all, copies -> copies.assertEachOnce("copy"));
  }

  @TestFactory
  Stream<DynamicTest> areTakenOverWhereAdoptingWasKilled() throws Exception {
    List<Copies> all =
        Copies.each(
            "row 10: between-targets 1",
            "row 10: written 1",
            "row 10: committed 1",
            "row 10: between-targets 2");
    kill(all, copies -> copies.at("between-targets", 4));
    kill(all, copies -> copies.atItsStep("adopt"));
    return tests(
        all,
        copies -> {
          copies.sendMore();
          assertThat(copies.adopt()).isNotEmpty();
          copies.assertEachOnce("renamed");
        });
  }

  /** Both reach the catalog, which is a server's here: a file would be the first one's alone. */
  @TestFactory
  Stream<DynamicTest> getNothingMoreOfARunnerThatWasSuspended() throws Exception {
    List<Copies> all = Copies.each("suspended: planned 1", "suspended: written 3");
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    for (Copies copies : all) {
      copies.useCatalogOf(server);
    }
    try (KilledProcess process = start(all, Copies::atItsStep)) {
      process.await("reached");
      process.signal("STOP");
      for (int i = 0; i < all.size(); i++) {
        process.letGo(i);
        all.get(i).sendMore();
        all.get(i).drain("copy");
      }
      process.signal("CONT");
      for (int i = 0; i < all.size(); i++) {
        process.await("done");
      }
    }
    return tests(all, copies -> copies.assertEachOnce("copy")).onClose(server::stop);
  }

  private static KilledProcess start(List<Copies> all, Function<Copies, List<String>> arguments)
      throws IOException {
    return new KilledProcess(KilledRunner.class, all.stream().map(arguments).toList());
  }

  private static void kill(List<Copies> all, Function<Copies, List<String>> arguments)
      throws IOException {
    KilledProcess.killWhenReached(KilledRunner.class, all.stream().map(arguments).toList());
  }

  private static Stream<DynamicTest> tests(List<Copies> all, Consumer<Copies> assertion) {
    return all.stream()
        .map(copies -> dynamicTest(copies.toString(), () -> assertion.accept(copies)));
  }
}
