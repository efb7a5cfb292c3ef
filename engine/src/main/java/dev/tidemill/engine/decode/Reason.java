package dev.tidemill.engine.decode;

/** Why a message is bad. */
enum Reason {
  EMPTY("empty"),
  NOT_JSON("not-json"),
  NOT_UTF8("not-utf8"),
  NOT_AN_OBJECT("not-an-object"),
  DUPLICATE("duplicate"),
  MISSING("missing"),
  WRONG_TYPE("wrong-type"),
  OUT_OF_RANGE("out-of-range"),
  TOO_DEEP("too-deep"),
  TOO_LARGE("too-large");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  /** As dead letters hold it; never changes. */
  String code() {
    return code;
  }
}
