package dev.tidemill.engine.submit;

import dev.tidemill.engine.files.Places;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/**
 * The definition that a run was started with.
 *
 * @param hash of the file that it was read from
 * @param copy the folder that it was copied to, which is deleted at the end
 */
record DeployedDefinition(Pipeline pipeline, String hash, Optional<Path> copy)
    implements AutoCloseable {

  private static final String FILE_NAME = "pipeline.yaml";

  /** What leads out of the definition's folder is below folders of this name. */
  private static final Pattern DEFINITION = Pattern.compile("(_/)*pipeline\\.yaml");

  /**
   * Reads it, and makes a copy for that unless it is a file of this machine's disk.
   *
   * @throws SubmitFailure with all mistakes in it, or if it cannot be read
   */
  static DeployedDefinition read(SubmitArguments arguments, Configuration hadoop) {
    try {
      RemoteFile remote = RemoteFile.at(arguments.definition(), hadoop);
      byte[] content = remote.read();
      boolean zipped = remote.name().endsWith(".zip");
      if (zipped || Places.isRemote(remote.address())) {
        return copied(arguments, remote.name(), content, zipped);
      }
      Path file = Path.of(arguments.definition());
      return new DeployedDefinition(
          pipeline(arguments, file, line -> line), RemoteFile.hash(content), Optional.empty());
    } catch (IOException | IllegalArgumentException failure) {
      throw new SubmitFailure(
          SubmitFailure.CANNOT,
          "cannot read the definition " + arguments.definition() + ": " + failure.getMessage());
    }
  }

  private static DeployedDefinition copied(
      SubmitArguments arguments, String name, byte[] content, boolean zipped) throws IOException {
    Path folder = Files.createTempDirectory("tidemill").toAbsolutePath().normalize();
    try {
      Path file = zipped ? unzip(content, folder) : Files.write(folder.resolve(name), content);
      // What is wrong is wrong at the address that the user knows.
      String address = arguments.definition();
      String place =
          zipped ? address + ": " : address.substring(0, address.length() - name.length());
      Pipeline pipeline =
          pipeline(arguments, file, line -> line.replace(folder + File.separator, place));
      return new DeployedDefinition(pipeline, RemoteFile.hash(content), Optional.of(folder));
    } catch (IOException | RuntimeException failure) {
      FileUtil.fullyDelete(folder.toFile());
      throw failure;
    }
  }

  /** Returns where the definition is, or should be. */
  private static Path unzip(byte[] content, Path folder) throws IOException {
    Path definition = folder.resolve(FILE_NAME);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("it has a file outside of its folder: " + entry.getName());
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.write(file, zip.readAllBytes());
        }
        if (DEFINITION.matcher(entry.getName()).matches()) {
          definition = file;
        }
      }
    }
    return definition;
  }

  private static Pipeline pipeline(
      SubmitArguments arguments, Path file, UnaryOperator<String> shown) {
    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), arguments.environment())
            .withoutSamples()
            .read(file, arguments.stage(), arguments.set());
    return checked
        .pipeline()
        .orElseThrow(
            () ->
                new SubmitFailure(
                    SubmitFailure.WRONG,
                    FindingsText.lines(checked.findings()).stream().map(shown).toList()));
  }

  /** Deletes the copy; jobs that are open need it no more. */
  @Override
  public void close() {
    copy.ifPresent(folder -> FileUtil.fullyDelete(folder.toFile()));
  }
}
