package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.runtime.OneLine;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A pipeline whose jobs touch no files of the user: sources with samples read copies of them, and
 * targets write below the rehearsal's folder. A source without samples reads its folder, unless a
 * target of the pipeline writes there: then it reads what that one wrote in this rehearsal.
 */
final class RehearsedFiles {

  /** Sources leave files alone that are younger than a second. */
  private static final long SETTLED_SECONDS = 2;

  private final Pipeline pipeline;
  private final Path folder;
  private final Map<String, Path> written = new LinkedHashMap<>();
  private final Map<String, List<String>> notices = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Of a pipeline.
   *
   * @param folder of the rehearsal
   */
  RehearsedFiles(Pipeline pipeline, Path folder) {
    this.pipeline = pipeline;
    this.folder = folder.resolve("files");
  }

  /** The pipeline to run; copies the samples. */
  Pipeline pipeline() {
    for (Job job : pipeline.jobs().values()) {
      for (Node target : job.nodes(Node.Role.TARGET)) {
        if (target.kind().equals("files")) {
          written.put(path(target), folder.resolve("out").resolve(job.id()).resolve(target.id()));
        }
      }
    }
    Map<String, Job> jobs = new LinkedHashMap<>();
    pipeline.jobs().forEach((id, job) -> jobs.put(id, rehearsed(job)));
    return pipeline.with(jobs);
  }

  /** What is wrong with the samples. */
  List<Finding> findings() {
    return findings;
  }

  /** What a job reads and writes in place of what the definition says, a line each. */
  List<String> notices(String job) {
    return notices.getOrDefault(job, List.of());
  }

  private Job rehearsed(Job job) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    job.nodes().values().forEach(node -> noteConnection(job, node));
    job.nodes()
        .forEach((id, node) -> nodes.put(id, node.kind().equals("files") ? at(job, node) : node));
    return new Job(
        job.id(),
        job.enabled(),
        job.every(),
        job.after(),
        job.onArrival(),
        job.timeout(),
        job.retries(),
        job.maxConcurrentRuns(),
        job.notifyDelayAfter(),
        job.aws(),
        nodes,
        job.position());
  }

  private Node at(Job job, Node node) {
    Path place = written.get(path(node));
    if (node.role() == Node.Role.TARGET) {
      note(job, "[rehearsed] %s writes to %s, not to %s".formatted(node.id(), place, path(node)));
    } else if (node.fields().containsKey("samples")) {
      place = folder.resolve("in").resolve(job.id()).resolve(node.id());
      copy(job, node, place);
      note(
          job,
          "[rehearsed] %s reads %s, not %s"
              .formatted(node.id(), String.join(", ", samples(node)), path(node)));
    } else if (place != null) {
      note(job, "[rehearsed] %s reads %s, not %s".formatted(node.id(), place, path(node)));
    } else {
      return node;
    }
    Map<String, Object> fields = new LinkedHashMap<>(node.fields());
    fields.put("path", place.toString());
    return new Node(
        node.id(),
        node.role(),
        node.kind(),
        node.inputs(),
        fields,
        node.positions(),
        node.position());
  }

  private void noteConnection(Job job, Node node) {
    if (node.fields().get("stream") instanceof String id) {
      pipeline
          .streams()
          .get(id)
          .connection()
          .ifPresent(
              connection ->
                  note(
                      job,
                      "[rehearsed] %s: stream %s is in the rehearsal's own broker, not in %s"
                          .formatted(node.id(), id, connection)));
    }
  }

  private void note(Job job, String text) {
    notices.computeIfAbsent(job.id(), id -> new ArrayList<>()).add(text);
  }

  private static String path(Node node) {
    return (String) node.fields().get("path");
  }

  private static List<String> samples(Node node) {
    Object samples = node.fields().get("samples");
    return samples instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(samples));
  }

  private void copy(Job job, Node node, Path to) {
    Position position = node.positions().getOrDefault("samples", node.position());
    try {
      Files.createDirectories(to);
      for (String pattern : samples(node)) {
        List<Path> files = matching(pattern);
        if (files.isEmpty()) {
          findings.add(
              Problems.error(
                  "sample-missing",
                  "jobs." + job.id() + ".nodes." + node.id() + ".samples",
                  "no file '" + pattern + "'",
                  "write a path relative to " + pipeline.file().getFileName(),
                  position));
        }
        for (Path file : files) {
          Path copy = to.resolve(pipeline.folder().relativize(file).toString().replace("..", "up"));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
          settle(copy);
        }
      }
    } catch (IOException failure) {
      throw new RehearsalException("Cannot copy samples: " + OneLine.of(failure), failure);
    }
  }

  /** The files that a path names, or a pattern with {@code *} in its last part. */
  private List<Path> matching(String pattern) throws IOException {
    Path path = pipeline.folder().resolve(pattern).normalize();
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path.getParent())) {
      return List.of();
    }
    PathMatcher names =
        FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName().toString());
    try (Stream<Path> files = Files.list(path.getParent())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> names.matches(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  /**
   * What jobs have written so far can be read at once. None of it was read yet: it is too young.
   */
  void settle() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant young = Instant.now().minusSeconds(SETTLED_SECONDS / 2);
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isAfter(young)) {
          settle(file);
        }
      }
    } catch (java.nio.file.NoSuchFileException nothing) {
      // No job has written.
    } catch (IOException failure) {
      throw new RehearsalException("Cannot settle files: " + OneLine.of(failure), failure);
    }
  }

  private static void settle(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(SETTLED_SECONDS)));
  }
}
