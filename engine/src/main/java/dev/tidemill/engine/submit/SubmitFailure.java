package dev.tidemill.engine.submit;

import java.util.List;

/** Why a run did not do what it should, for its user: no stack trace says more than the lines. */
final class SubmitFailure extends RuntimeException {

  /** The pipeline failed. */
  static final int FAILED = 1;

  /** The definition or an argument is wrong. */
  static final int WRONG = 2;

  /** A service that is needed cannot be used. */
  static final int CANNOT = 3;

  private final int status;

  SubmitFailure(int status, List<String> lines) {
    super(String.join("\n", lines), null, false, false);
    this.status = status;
  }

  SubmitFailure(int status, String line) {
    this(status, List.of(line));
  }

  /** The exit status. */
  int status() {
    return status;
  }
}
