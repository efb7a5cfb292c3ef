package dev.tidemill.runtime.function;

import dev.tidemill.model.DataSize;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a function's JVM is bound, and what it runs. */
final class FunctionJvm {

  private static final long KB = 1024;
  private static final long MB = KB * KB;

  /** Less than these holds neither the AWS SDK nor the Kafka client. */
  private static final long LEAST_METASPACE = 64 * MB;

  private static final long LEAST_CODE_CACHE = 24 * MB;

  private FunctionJvm() {}

  /**
   * As Lambda divides the memory of Java functions: 85 % heap, 10 % classes, 5 % compiled code.
   * What a function's process shows of its own options there.
   */
  static List<String> options(DataSize memory, Path temporary, Path logs) {
    long bytes = memory.bytes();
    return List.of(
        "-Xmx" + bytes * 85 / 100 / KB + "k",
        "-XX:MaxMetaspaceSize=" + Math.max(LEAST_METASPACE, bytes / 10) / KB + "k",
        "-XX:ReservedCodeCacheSize=" + Math.max(LEAST_CODE_CACHE, bytes / 20) / KB + "k",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-XX:-UsePerfData",
        "-XX:ErrorFile=" + logs.resolve("hs_err_%p.log"),
        "-Dfile.encoding=UTF-8",
        "-Djava.net.preferIPv4Stack=true",
        "-Djava.io.tmpdir=" + temporary);
  }

  /** The author's code first, as on Lambda. */
  static List<Path> classPath(Path code, List<Path> functions) throws IOException {
    List<Path> classPath = new ArrayList<>();
    classPath.add(code);
    Path lib = code.resolve("lib");
    if (Files.isDirectory(code) && Files.isDirectory(lib)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
        jars.forEach(classPath::add);
      }
    }
    classPath.addAll(functions);
    return classPath;
  }
}
