package dev.tidemill.engine.submit;

import dev.tidemill.engine.files.Places;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.conf.Configuration;

/**
 * The definition that a run was started with.
 *
 * @param hash of the file that it was read from
 */
record DeployedDefinition(Pipeline pipeline, String hash) {

  private static final String FILE_NAME = "pipeline.yaml";

  /**
   * Reads it, and makes a copy for that unless it is a file of this machine's disk.
   *
   * @throws SubmitFailure with all mistakes in it, or if it cannot be read
   */
  static DeployedDefinition read(SubmitArguments arguments, Configuration hadoop) {
    RemoteFile remote = RemoteFile.at(arguments.definition(), hadoop);
    try {
      byte[] content = remote.read();
      return new DeployedDefinition(
          pipeline(arguments, local(remote, content)), RemoteFile.hash(content));
    } catch (IOException failure) {
      throw new SubmitFailure(
          SubmitFailure.CANNOT,
          "cannot read the definition " + remote.address() + ": " + failure.getMessage());
    }
  }

  private static Path local(RemoteFile remote, byte[] content) throws IOException {
    boolean zipped = remote.name().endsWith(".zip");
    if (!zipped && !Places.isRemote(remote.address())) {
      return Path.of(remote.address());
    }
    Path folder = Files.createTempDirectory("tidemill");
    if (zipped) {
      unzip(content, folder);
    } else {
      Files.write(folder.resolve(FILE_NAME), content);
    }
    return folder.resolve(FILE_NAME);
  }

  private static void unzip(byte[] content, Path folder) throws IOException {
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
      }
    }
  }

  private static Pipeline pipeline(SubmitArguments arguments, Path file) {
    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), System::getenv)
            .withoutSamples()
            .read(file, arguments.stage(), arguments.set());
    return checked
        .pipeline()
        .orElseThrow(
            () -> new SubmitFailure(SubmitFailure.WRONG, FindingsText.lines(checked.findings())));
  }
}
