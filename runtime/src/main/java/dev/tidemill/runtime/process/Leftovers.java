package dev.tidemill.runtime.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends what an earlier run on the same folder has left over. Children end with their parent by
 * themselves; this is for the moments that they take for it, and for those that cannot any more.
 */
final class Leftovers {

  private static final long PATIENCE_SECONDS = 10;

  private Leftovers() {}

  /**
   * Waits for the recorded processes, kills them when they do not end soon, and forgets them.
   *
   * @param records the folder of their files; it may be missing
   * @return how many there were
   */
  static int end(Path records) throws IOException {
    if (!Files.isDirectory(records)) {
      return 0;
    }
    List<ProcessHandle> running = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(records, "*.pid")) {
      for (Path file : files) {
        ProcessRecord.read(file).flatMap(ProcessRecord::running).ifPresent(running::add);
        Files.delete(file);
      }
    }
    running.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : running) {
      awaitEnd(process);
    }
    return running.size();
  }

  private static void awaitEnd(ProcessHandle process) {
    CompletableFuture<ProcessHandle> end = process.onExit();
    end.completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }
}
