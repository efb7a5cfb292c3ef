package dev.tidemill.runtime.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.measure.Measurement.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What the newest metadata of a table says of its snapshots. The catalog is not asked: its database
 * is open in the process that is measured.
 *
 * @see <a href="https://iceberg.apache.org/spec/#snapshots">Snapshots of Iceberg</a>
 */
final class TableFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TableFiles() {}

  static Optional<Rows> of(DataFolder data, String table, Optional<Instant> since)
      throws IOException {
    if (!Files.isDirectory(data.lake())) {
      return Optional.empty();
    }
    long rows = 0;
    long bytes = 0;
    try (DirectoryStream<Path> databases = Files.newDirectoryStream(data.lake())) {
      for (Path database : databases) {
        for (JsonNode snapshot : snapshots(database.resolve(table).resolve("metadata"))) {
          Instant at = Instant.ofEpochMilli(snapshot.path("timestamp-ms").asLong());
          JsonNode summary = snapshot.path("summary");
          boolean rewritten = summary.path("operation").asText().equals("replace");
          if (!rewritten && since.filter(at::isBefore).isEmpty()) {
            rows += summary.path("added-records").asLong();
            bytes += summary.path("added-files-size").asLong();
          }
        }
      }
    }
    return rows == 0 ? Optional.empty() : Optional.of(new Rows(rows, bytes));
  }

  /** Those of the newest metadata; none if it was replaced and deleted meanwhile. */
  private static JsonNode snapshots(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return MissingNode.getInstance();
    }
    Path newest = folder;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.metadata.json")) {
      for (Path file : files) {
        if (newest.equals(folder) || file.compareTo(newest) > 0) {
          newest = file;
        }
      }
    }
    if (newest.equals(folder)) {
      return MissingNode.getInstance();
    }
    try (InputStream in = Files.newInputStream(newest)) {
      boolean packed = newest.toString().endsWith(".gz.metadata.json");
      return JSON.readTree(packed ? new GZIPInputStream(in) : in).path("snapshots");
    } catch (NoSuchFileException deleted) {
      return MissingNode.getInstance();
    }
  }
}
