package dev.tidemill.model.value;

import java.util.List;
import java.util.regex.Pattern;

/** What an id names, and with it the form that it must have. */
public enum IdKind {
  PIPELINE(Forms.KEBAB, 24, "it begins every AWS name: lower case, digits and '-'; ", "", '-'),
  STAGE(Forms.WORD, 12, "a stage is lower case and digits: ", "local", '\0'),
  STORE(Forms.THING, 48, Forms.THING_HINT, "", '-'),
  STREAM(Forms.THING, 48, Forms.THING_HINT, "", '-'),
  FUNCTION(Forms.THING, 48, Forms.THING_HINT, "", '-'),
  SCHEDULE(Forms.THING, 48, Forms.THING_HINT, "", '-'),
  CONNECTION(Forms.THING, 48, Forms.THING_HINT, "", '-'),
  JOB(Forms.THING, 48, Forms.THING_HINT, "", '-'),
  ALARM(Forms.THING, 48, Forms.THING_HINT, "", '-'),
  DASHBOARD(Forms.THING, 48, Forms.THING_HINT, "", '-'),
  TABLE(Forms.SNAKE, 64, Forms.SNAKE_HINT, "", '_'),
  DATABASE(Forms.SNAKE, 64, Forms.SNAKE_HINT, "", '_'),
  NODE(Forms.ALIAS, 64, Forms.ALIAS_HINT, "default", '_'),
  OUTPUT(Forms.ALIAS, 64, Forms.ALIAS_HINT, "default", '_'),
  PARAMETER(
      "[a-z][A-Za-z0-9]*",
      48,
      "a parameter is letters and digits, a small letter first: ",
      "pipeline stage region batch env secret",
      '\0'),
  SECRET(Forms.KEBAB, 48, "a secret is lower case, digits and '-': ", "", '-'),
  COLUMN("\\P{Cc}+", 255, "control characters cannot be written in SQL: ", "", '_');

  private final Pattern pattern;
  private final int length;
  private final String hint;
  private final String reserved;
  private final char separator;

  IdKind(String pattern, int length, String hint, String reserved, char separator) {
    this.pattern = Pattern.compile(pattern);
    this.length = length;
    this.hint = hint;
    this.reserved = reserved;
    this.separator = separator;
  }

  /** The most characters that such an id may have. */
  public int maximumLength() {
    return length;
  }

  boolean matches(String id) {
    return pattern.matcher(id).matches();
  }

  /** What the form is, ending where the advice begins. */
  String hint() {
    return hint;
  }

  List<String> reserved() {
    return List.of(reserved.split(" "));
  }

  /** What joins words, or NUL where nothing may. */
  char separator() {
    return separator;
  }

  boolean lowerCaseOnly() {
    return !matches("aB");
  }

  private static final class Forms {
    static final String WORD = "[a-z][a-z0-9]*";
    static final String KEBAB = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    static final String THING = "[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*";
    static final String THING_HINT = "letters, digits and '-' make AWS names: ";
    static final String SNAKE = "[a-z][a-z0-9_]*";
    static final String SNAKE_HINT = "Iceberg on Glue takes lower case, digits and '_': ";
    static final String ALIAS = "[A-Za-z][A-Za-z0-9_]*";
    static final String ALIAS_HINT = "it is a name in SQL: letters, digits and '_': ";

    private Forms() {}
  }
}
