package dev.tidemill.model;

import java.util.List;
import java.util.Optional;

/**
 * What a kind of node is called, takes and gives. The reader checks nodes against it; forms, schema
 * and reference pages are made from it.
 *
 * @param slice the release step in which it works; see {@code [not-built]}
 * @param inputs what shape the key {@code input} of such a node has
 * @param outputs names of further outputs, besides or instead of the one
 * @param description one sentence
 */
public record NodeKind(
    Node.Role role,
    String name,
    int slice,
    Inputs inputs,
    Outputs outputs,
    List<Field> fields,
    String description) {

  public NodeKind {
    fields = List.copyOf(fields);
  }

  /** The shapes of {@code input}. */
  public enum Inputs {
    /** A source. */
    NONE,
    /** {@code input: a}. */
    ONE,
    /** {@code input: [a, b]}, two or more; order counts. */
    LIST,
    /** {@code input: {left: a, right: b}}, these two names. */
    LEFT_RIGHT,
    /** {@code input: a}, or any names: {@code {o: orders}}. */
    NAMED
  }

  /**
   * The outputs of a kind.
   *
   * @param itself whether {@code input: node} without an output is right
   * @param names fixed ones
   * @param keysOf the map field whose keys are outputs too
   */
  public record Outputs(boolean itself, List<String> names, Optional<String> keysOf) {
    /** The one output of most kinds. */
    public static final Outputs ONE = new Outputs(true, List.of(), Optional.empty());

    /** A target gives nothing. */
    public static final Outputs NONE = new Outputs(false, List.of(), Optional.empty());

    public Outputs {
      names = List.copyOf(names);
    }
  }

  /**
   * A field of a kind.
   *
   * @param slice the release step in which it works
   * @param defaultText as it would be written in the file; empty: none
   * @param words the words allowed, for {@link FieldType#WORD}
   */
  public record Field(
      String name,
      FieldType type,
      boolean required,
      int slice,
      Optional<String> defaultText,
      List<String> words,
      String description) {

    public Field {
      words = List.copyOf(words);
    }
  }

  /** What a field holds, and as what {@link Node#fields()} gives it. */
  public enum FieldType {
    /** {@code String}. */
    TEXT,
    /** {@code String}: one of the field's words. */
    WORD,
    /** {@code List<String>} of the field's words; one may stand alone. */
    WORDS,
    /** {@code Long}. */
    INTEGER,
    /** {@code Double}. */
    NUMBER,
    /** {@code Boolean}. */
    BOOLEAN,
    /** {@code java.time.Duration}. */
    DURATION,
    /** {@code Sql}: an expression or a query. */
    SQL,
    /** {@code Map<String, Sql>}: new columns or outputs by name. */
    SQL_BY_NAME,
    /** {@code String}: a column path. */
    COLUMN,
    /** {@code List<String>} of column paths; one may stand alone. */
    COLUMNS,
    /** {@code Map<String, String>}: old name to new name. */
    NAMES_BY_COLUMN,
    /** {@code ColumnType.Struct}. */
    TYPED_COLUMNS,
    /** {@code String}: the id of a stream. */
    STREAM,
    /** {@code String}: the id of a table. */
    TABLE,
    /** {@code String}: the id of a store. */
    STORE,
    /** {@code String}: the id of a connection. */
    CONNECTION,
    /** {@code String}: {@code earliest}, {@code latest} or an instant. */
    START,
    /** {@code String}: a path or an {@code s3a://} address. */
    PATH,
    /** Anything: only its presence is checked. */
    ANY
  }
}
