package dev.tidemill.engine.files;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileNameSpec;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How Spark's tasks write the files of an attempt: each right under its staged name, and the list
 * of those of finished tasks beside them. Nothing is renamed here, which S3 could not do at once.
 */
public final class StagedFiles extends FileCommitProtocol implements Serializable {

  private static final long serialVersionUID = 1;

  private final String folder;

  /** Of the task that this copy serves. */
  private transient List<StagedFile> files = new ArrayList<>();

  /**
   * Called by Spark.
   *
   * @param job an id
   * @param folder of the attempt
   */
  public StagedFiles(String job, String folder) {
    this.folder = folder;
  }

  @Override
  public void setupJob(JobContext job) {}

  @Override
  public void commitJob(JobContext job, Seq<TaskCommitMessage> tasks) {
    List<StagedFile> all = new ArrayList<>();
    try {
      for (TaskCommitMessage task : CollectionConverters.asJava(tasks)) {
        all.addAll(Manifest.staged((byte[]) task.obj()));
      }
      Storage.at(Places.text(new Path(folder)), job.getConfiguration())
          .putIfAbsent(Attempt.LIST, Manifest.json(all));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The caller deletes the folder. */
  @Override
  public void abortJob(JobContext job) {}

  @Override
  public void setupTask(TaskAttemptContext task) {
    files = new ArrayList<>();
  }

  @Override
  public String newTaskTempFile(
      TaskAttemptContext task, Option<String> partition, FileNameSpec name) {
    // Spark's suffix begins with a counter of its own: -c000.zstd.parquet
    String extension = name.suffix().replaceFirst("^.*?c\\d+(?=\\.)", "");
    String staged = task.getTaskAttemptID() + "-" + files.size() + extension + ".staged";
    files.add(new StagedFile(staged, partition.isEmpty() ? "" : partition.get(), extension));
    return new Path(folder, staged).toString();
  }

  @Override
  public TaskCommitMessage commitTask(TaskAttemptContext task) {
    return new TaskCommitMessage(Manifest.json(files));
  }

  /** A staged file without a finished task is on no list. */
  @Override
  public void abortTask(TaskAttemptContext task) {}
}
