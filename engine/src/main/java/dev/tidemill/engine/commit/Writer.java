package dev.tidemill.engine.commit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A job as the tables that it writes know it, and the keys of what it leaves there. */
public record Writer(String pipeline, String job) {

  /** Key in a snapshot's summary: {@code PIPELINE.JOB}. */
  public static final String JOB = "tidemill.job";

  /** Key in a snapshot's summary: {@link #hash} of the bookmark that the range began at. */
  public static final String FROM = "tidemill.from";

  /** Key in a snapshot's summary: the text of the bookmark that the range ends at. */
  public static final String TO = "tidemill.to";

  /** Key in a snapshot's summary: the id of the snapshot that it was computed from, or none. */
  public static final String BASE = "tidemill.base";

  /** The value of {@link #BASE} over a table without a snapshot. */
  public static final String NO_SNAPSHOT = "none";

  /** What the properties with bookmarks begin with; {@code PIPELINE.JOB} follows. */
  static final String BOOKMARK_PREFIX = "tidemill.bookmark.";

  /** What the properties with the snapshots of bookmarks begin with. */
  static final String SNAPSHOT_PREFIX = "tidemill.snapshot.";

  /** What {@link #id} gave. No id of a pipeline holds a dot. */
  static Writer ofId(String id) {
    int dot = id.indexOf('.');
    return new Writer(id.substring(0, dot), id.substring(dot + 1));
  }

  /** {@code PIPELINE.JOB}. */
  public String id() {
    return pipeline + "." + job;
  }

  /** The table property with the text of the bookmark. */
  public String bookmarkKey() {
    return bookmarkKey(id());
  }

  /** The property with {@code ID:SEQUENCE} of the snapshot that was committed with a bookmark. */
  public String snapshotKey() {
    return snapshotKey(id());
  }

  /** What all bookmarks of this pipeline's jobs begin with. */
  String pipelinePrefix() {
    return BOOKMARK_PREFIX + pipeline + ".";
  }

  /** What a snapshot that takes the table from one bookmark to the next says of itself. */
  public Map<String, String> summary(Bookmark from, Bookmark to) {
    Map<String, String> summary = new TreeMap<>();
    summary.put(JOB, id());
    summary.put(FROM, hash(from.text()));
    summary.put(TO, to.text());
    return summary;
  }

  static String bookmarkKey(String id) {
    return BOOKMARK_PREFIX + id;
  }

  static String snapshotKey(String id) {
    return SNAPSHOT_PREFIX + id;
  }

  /** The first 16 hex digits of the SHA-256 of a bookmark's text; of no bookmark: of no text. */
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
