package dev.tidemill.runtime;

/** Texts of failures, cut to one line of bearable length. */
public final class OneLine {

  private static final int LONGEST = 300;

  private OneLine() {}

  /** What an exception says. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : of(message);
  }

  /** The first line that says something. */
  public static String of(String text) {
    String first = text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    return first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "…";
  }
}
