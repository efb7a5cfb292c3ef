package dev.tidemill.engine.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of one range.
 *
 * @param place what was read: {@code files:PATH}
 * @param seen all files of earlier lists that are not old, where this list begins anew
 * @param old with {@code seen}: what was modified before has been seen
 */
record FileList(String place, List<FoundFile> files, Optional<List<FoundFile>> seen, Instant old) {

  private static final ObjectMapper JSON = new ObjectMapper();

  FileList {
    files = List.copyOf(files);
    seen = seen.map(List::copyOf);
  }

  byte[] json() {
    ObjectNode json = JSON.createObjectNode().put("place", place);
    write(json.putArray("files"), files);
    seen.ifPresent(
        all -> {
          json.put("old", old.toString());
          write(json.putArray("seen"), all);
        });
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static FileList parse(byte[] text) throws IOException {
    JsonNode json = JSON.readTree(text);
    return new FileList(
        json.required("place").asText(),
        read(json.required("files")),
        Optional.ofNullable(json.get("seen")).map(FileList::read),
        json.has("old") ? Instant.parse(json.get("old").asText()) : Instant.MIN);
  }

  private static void write(ArrayNode array, List<FoundFile> files) {
    for (FoundFile file : files) {
      array
          .addObject()
          .put("path", file.path())
          .put("size", file.size())
          .put("modified", file.modified().toString());
    }
  }

  private static List<FoundFile> read(JsonNode array) {
    List<FoundFile> files = new ArrayList<>();
    for (JsonNode file : array) {
      files.add(
          new FoundFile(
              file.required("path").asText(),
              file.required("size").asLong(),
              Instant.parse(file.required("modified").asText())));
    }
    return files;
  }
}
