package dev.tidemill.engine.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemill.engine.commit.Bookmark;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A commit of a job to a folder: from its being there on, the files belong to it.
 *
 * @param writer {@code PIPELINE.JOB}
 * @param attempt the staging folder that the files were written to
 * @param rows in all files; empty: not counted
 * @param written by the writer's clock
 * @param heir the job that has taken this one's place, which then writes no more
 */
record Manifest(
    long number,
    String writer,
    Bookmark bookmark,
    String attempt,
    List<StagedFile> files,
    OptionalLong rows,
    Instant written,
    Optional<String> heir) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Manifest {
    files = List.copyOf(files);
  }

  byte[] json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("number", number)
            .put("writer", writer)
            .put("bookmark", bookmark.text())
            .put("attempt", attempt)
            .put("written", written.toString());
    rows.ifPresent(count -> json.put("rows", count));
    heir.ifPresent(job -> json.put("heir", job));
    ArrayNode list = json.putArray("files");
    files.forEach(
        file ->
            list.addObject()
                .put("staged", file.staged())
                .put("folder", file.folder())
                .put("extension", file.extension()));
    return bytes(json);
  }

  static Manifest parse(byte[] text) throws IOException {
    JsonNode json = JSON.readTree(text);
    return new Manifest(
        json.required("number").asLong(),
        json.required("writer").asText(),
        Bookmark.parse(json.required("bookmark").asText()),
        json.required("attempt").asText(),
        files(json.required("files")),
        json.has("rows") ? OptionalLong.of(json.get("rows").asLong()) : OptionalLong.empty(),
        Instant.parse(json.required("written").asText()),
        Optional.ofNullable(json.get("heir")).map(JsonNode::asText));
  }

  /** What a task or an attempt wrote, as JSON. */
  static byte[] json(List<StagedFile> files) {
    return bytes(JSON.valueToTree(files));
  }

  /** What {@link #json(List)} wrote. */
  static List<StagedFile> staged(byte[] text) throws IOException {
    return files(JSON.readTree(text));
  }

  private static List<StagedFile> files(JsonNode array) {
    List<StagedFile> files = new ArrayList<>();
    for (JsonNode file : array) {
      files.add(
          new StagedFile(
              file.required("staged").asText(),
              file.required("folder").asText(),
              file.required("extension").asText()));
    }
    return files;
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
