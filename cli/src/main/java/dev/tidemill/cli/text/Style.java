package dev.tidemill.cli.text;

/** Colours, or none. A colour never says what the words beside it do not. */
public enum Style {
  /** For terminals. */
  COLOR,
  /** For pipes, files and people who want none. */
  PLAIN;

  /** What went well. */
  public String good(String text) {
    return paint("32", text);
  }

  /** What went wrong. */
  public String bad(String text) {
    return paint("31", text);
  }

  /** What deserves a look. */
  public String warn(String text) {
    return paint("33", text);
  }

  /** Headings. */
  public String head(String text) {
    return paint("1", text);
  }

  /** What may be skipped. */
  public String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
