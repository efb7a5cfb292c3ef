package dev.tidemill.aws.asset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

  @TempDir Path folder;

  @Test
  void areTheSameBytesWhateverTheOrderAndTheTimesOfTheirFiles() throws IOException {
    Path one = jar("one.jar", 0, "B.class", "A.class", "META-INF/maven/pom.properties");
    Path other = jar("other.jar", 1_700_000_000_000L, "A.class", "B.class");

    Archives.functions(one, folder.resolve("1.zip"));
    Archives.functions(other, folder.resolve("2.zip"));

    assertThat(Files.readAllBytes(folder.resolve("1.zip")))
        .isEqualTo(Files.readAllBytes(folder.resolve("2.zip")));
    assertThat(names(folder.resolve("1.zip"))).containsExactly("A.class", "B.class");
  }

  @Test
  void areOfFoldersAndSingleFilesToo() throws IOException {
    Path code = Files.createDirectories(folder.resolve("code/sub"));
    Files.writeString(code.resolve("handler.py"), "pass");
    Files.setLastModifiedTime(code.resolve("handler.py"), FileTime.from(Instant.EPOCH));

    Archives.functions(folder.resolve("code"), folder.resolve("folder.zip"));
    Archives.functions(code.resolve("handler.py"), folder.resolve("file.zip"));

    assertThat(names(folder.resolve("folder.zip"))).containsExactly("sub/handler.py");
    assertThat(names(folder.resolve("file.zip"))).containsExactly("handler.py");
  }

  /** Java's own files of it have no modes, and Lambda could not start this one. */
  @Test
  void holdFilesThatMayBeExecuted() throws IOException {
    Path code = Files.createDirectories(folder.resolve("code/lib"));
    Files.writeString(code.resolveSibling("bootstrap"), "#!/bin/sh");
    Files.writeString(code.resolve("other"), "");
    Archives.functions(folder.resolve("code"), folder.resolve("code.zip"));

    try (FileSystem zip =
        FileSystems.newFileSystem(
            folder.resolve("code.zip"), Map.of("enablePosixFileAttributes", true))) {
      for (String file : List.of("bootstrap", "lib/other")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip.getPath(file))))
            .isEqualTo("rwxr-xr-x");
      }
      assertThat(zip.getPath("bootstrap")).hasContent("#!/bin/sh");
    }
  }

  @Test
  void ofTheEngineHoldOnlyWhatGlueLacksAndAllProvidersOfAService() throws IOException {
    Path engine = jar("tidemill-engine.jar", 0, "Engine.class", "META-INF/services/S");
    Path kafka = jar("kafka-clients-4.1.1.jar", 0, "Kafka.class", "META-INF/services/S");
    Path spark = jar("spark-core_2.13-4.1.1.jar", 0, "Spark.class");

    Path made = folder.resolve("engine.jar");
    Archives.engine(List.of(engine, spark, kafka), made);

    assertThat(names(made))
        .containsExactly(
            "Engine.class", "Kafka.class", "META-INF/MANIFEST.MF", "META-INF/services/S");
    try (ZipFile zip = new ZipFile(made.toFile())) {
      assertThat(zip.getInputStream(zip.getEntry("META-INF/services/S")))
          .hasContent("tidemill-engine.jar\nkafka-clients-4.1.1.jar");
    }
  }

  @Test
  void areNotMadeOfNoEngine() {
    assertThatThrownBy(() -> Archives.engine(List.of(), folder.resolve("engine.jar")))
        .isInstanceOf(IllegalStateException.class);
  }

  /** A jar in which each entry holds the jar's name, if it is a service, else its own. */
  private Path jar(String name, long time, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        ZipEntry made = new ZipEntry(entry);
        made.setTime(time);
        zip.putNextEntry(made);
        zip.write((entry.contains("services") ? name : entry).getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }

  private static List<String> names(Path archive) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Collections.list(zip.entries()).forEach(entry -> names.add(entry.getName()));
    }
    return names;
  }
}
