package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.SourcePosition;
import dev.tidemill.engine.commit.Writer;
import dev.tidemill.model.Node;

/** What a job reads: a topic or a folder. Several nodes on one share its ranges. */
interface Source {

  /** Its name in a bookmark. */
  String place();

  /** Whether a node reads it. */
  boolean isOf(Node node);

  /** Where a job begins that never read it. */
  SourcePosition start();

  /** What is new since a position. */
  SourceRange next(SourcePosition last);

  /** What others have read from one position to another, as far as it is still there. */
  SourceRange again(SourcePosition from, SourcePosition to);

  /** Nothing: a batch of runners that did not read it. */
  SourceRange unread();

  /** Every target has all up to here. */
  default void taken(SourcePosition at) {}

  /** The job takes the place of another one, whose positions it will get. */
  default void adopt(Writer oldJob) {}
}
