package dev.tidemill.engine.kind;

import static dev.tidemill.engine.kind.Described.source;
import static dev.tidemill.engine.kind.Described.target;
import static dev.tidemill.engine.kind.Described.transform;

import dev.tidemill.model.NodeKind;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.NodeKind.Inputs;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kinds that later slices build, by theme. What a file says of them is checked already; a kind
 * leaves this list when its record comes.
 */
public final class LaterKinds {

  private LaterKinds() {}

  /** Sources. */
  public static List<NodeKind> sources() {
    return kinds(
        source("table", "Reads a table.")
            .required("table", FieldType.TABLE, "The table.")
            .word("read", "All of it, or what changed.", "snapshot", "changes"),
        source("jdbc", "Reads a table or a query of a database.")
            .required("connection", FieldType.CONNECTION, "The database.")
            .optional("table", FieldType.TEXT, "The table; or give a query.")
            .optional("query", FieldType.SQL, "The query; or give a table.")
            .optional("incrementalBy", FieldType.COLUMN, "A column that only grows.")
            .optional("overlap", FieldType.DURATION, "0s", "How far back to look again.")
            .optional("partitionColumn", FieldType.COLUMN, "A number to read in parts by.")
            .optional("partitions", FieldType.INTEGER, "How many parts."),
        source("store", "Reads the items of a store.")
            .required("store", FieldType.STORE, "The store."));
  }

  /** Targets. */
  public static List<NodeKind> targets() {
    return kinds(
        target("jdbc", "Writes rows into a table of a database.")
            .required("connection", FieldType.CONNECTION, "The database.")
            .required("table", FieldType.TEXT, "The table.")
            .word("mode", "Whether rows with known keys are replaced.", "insert", "upsert")
            .optional("keys", FieldType.COLUMNS, "What makes a row one."),
        target("store", "Puts each row as an item.")
            .required("store", FieldType.STORE, "The store."));
  }

  /** Transforms that choose, make or order rows. */
  public static List<NodeKind> rows() {
    return Stream.concat(choosing().stream(), shaping().stream()).toList();
  }

  private static List<NodeKind> choosing() {
    return kinds(
        transform("dropDuplicates", Inputs.ONE, "Keeps one of equal rows of a batch.")
            .optional("keys", FieldType.COLUMNS, "all", "What makes rows equal.")
            .word("keep", "Which one.", "any", "first", "last")
            .optional("orderBy", FieldType.ANY, "What first and last mean."),
        transform("removeNullRows", Inputs.ONE, "Drops rows that are null throughout.")
            .optional("columns", FieldType.COLUMNS, "all", "The columns looked at."),
        transform("limit", Inputs.ONE, "Keeps some rows.")
            .required("rows", FieldType.INTEGER, "How many."),
        transform("sample", Inputs.ONE, "Keeps a part of the rows, the same at each repeat.")
            .required("fraction", FieldType.NUMBER, "Between 0 and 1.")
            .optional("seed", FieldType.INTEGER, "0", "Another number, another part."),
        transform("sort", Inputs.ONE, "Orders the rows.")
            .required("orderBy", FieldType.ANY, "Columns, each with desc if so."),
        transform("autobalance", Inputs.ONE, "Shares rows out evenly.")
            .optional("partitions", FieldType.INTEGER, "How many parts.")
            .optional("keys", FieldType.COLUMNS, "What stays together."),
        transform("spigot", Inputs.ONE, "Writes some rows aside for a look.")
            .required("path", FieldType.PATH, "The folder.")
            .optional("rows", FieldType.INTEGER, "How many."));
  }

  private static List<NodeKind> shaping() {
    return kinds(
        transform("window", Inputs.ONE, "Adds columns computed over neighbouring rows.")
            .required("columns", FieldType.SQL_BY_NAME, "New columns by name.")
            .optional("partitionBy", FieldType.COLUMNS, "Neighbours are equal in these.")
            .optional("orderBy", FieldType.ANY, "The order of neighbours."),
        transform("sessionize", Inputs.ONE, "Numbers sessions between pauses.")
            .required("keys", FieldType.COLUMNS, "Whose sessions.")
            .required("time", FieldType.COLUMN, "When.")
            .required("gap", FieldType.DURATION, "The pause that ends a session.")
            .optional("as", FieldType.TEXT, "sessionId", "The new column."),
        transform("pivot", Inputs.ONE, "Turns values into columns.")
            .required("groupBy", FieldType.COLUMNS, "A row for each.")
            .required("column", FieldType.COLUMN, "Whose values become columns.")
            .required("values", FieldType.ANY, "The values.")
            .required("aggregates", FieldType.SQL_BY_NAME, "What fills them."),
        transform("unpivot", Inputs.ONE, "Turns columns into rows.")
            .required("columns", FieldType.COLUMNS, "Which.")
            .required("nameAs", FieldType.TEXT, "The column of their names.")
            .required("valueAs", FieldType.TEXT, "The column of their values."),
        transform("explode", Inputs.ONE, "Makes a row of each element.")
            .required("column", FieldType.COLUMN, "A list or a map.")
            .required("as", FieldType.TEXT, "The column of the element.")
            .optional("position", FieldType.TEXT, "The column of its position.")
            .optional("outer", FieldType.BOOLEAN, "false", "Keep rows without elements."));
  }

  /** Transforms of columns. */
  public static List<NodeKind> columns() {
    return Stream.of(fields(), texts(), values()).flatMap(List::stream).toList();
  }

  private static List<NodeKind> fields() {
    return kinds(
        transform("dropFields", Inputs.ONE, "Leaves columns out.")
            .required("columns", FieldType.COLUMNS, "Which."),
        transform("dropNullFields", Inputs.ONE, "Leaves columns out that are null throughout.")
            .required("columns", FieldType.COLUMNS, "Which to look at."),
        transform("changeSchema", Inputs.ONE, "Chooses, renames and casts columns.")
            .required("columns", FieldType.ANY, "New columns by name: type, or {from, type}.")
            .word("other", "What happens to the other columns.", "drop", "keep"),
        transform("flatten", Inputs.ONE, "Makes columns of nested ones.")
            .optional("separator", FieldType.TEXT, "_", "Between the names.")
            .optional("levels", FieldType.ANY, "all", "How deep."),
        transform("arrayToColumns", Inputs.ONE, "Makes a column of each element.")
            .required("column", FieldType.COLUMN, "The list.")
            .required("as", FieldType.ANY, "The new columns."));
  }

  private static List<NodeKind> texts() {
    return kinds(
        transform("concatenate", Inputs.ONE, "Joins columns to one text.")
            .required("columns", FieldType.COLUMNS, "Which.")
            .required("as", FieldType.TEXT, "The new column.")
            .optional("separator", FieldType.TEXT, "Between them.")
            .optional("nullAs", FieldType.TEXT, "What stands for null."),
        pattern("splitString", "Splits a text into a list."),
        pattern("regexExtractor", "Takes what a pattern finds in a text."),
        transform("parseJson", Inputs.ONE, "Reads a text as JSON of given columns.")
            .required("column", FieldType.COLUMN, "The text.")
            .required("columns", FieldType.TYPED_COLUMNS, "Its shape.")
            .optional("as", FieldType.TEXT, "The new column."),
        transform("readNestedJson", Inputs.ONE, "Reads a text as JSON of any shape.")
            .required("column", FieldType.COLUMN, "The text.")
            .required("as", FieldType.TEXT, "The new column."),
        transform("extractJsonPath", Inputs.ONE, "Takes values out of a JSON text.")
            .required("column", FieldType.COLUMN, "The text.")
            .required("paths", FieldType.ANY, "New columns by name: their paths."),
        time("toTimestamp", "Reads a text as an instant."),
        time("formatTimestamp", "Writes an instant as a text."));
  }

  private static Described pattern(String name, String description) {
    return transform(name, Inputs.ONE, description)
        .required("column", FieldType.COLUMN, "The text.")
        .required("pattern", FieldType.TEXT, "A Java pattern.")
        .required("as", FieldType.ANY, "The new column or columns.");
  }

  private static Described time(String name, String description) {
    return transform(name, Inputs.ONE, description)
        .required("column", FieldType.COLUMN, "Which.")
        .required("format", FieldType.TEXT, "A Java pattern.")
        .optional("timezone", FieldType.TEXT, "UTC", "Of the text.")
        .optional("as", FieldType.TEXT, "The new column.");
  }

  private static List<NodeKind> values() {
    return kinds(
        transform("fillNulls", Inputs.ONE, "Puts values where nulls are.")
            .required("columns", FieldType.ANY, "By column: a value, previous or mean."),
        added("addCurrentTimestamp", "Adds the batch's end, the same at each repeat."),
        added("uuid", "Adds an id made from the row's position in its source."),
        added("identifier", "Adds a number made from the row's position in its source."),
        transform("mask", Inputs.ONE, "Puts stars over texts.")
            .required("columns", FieldType.COLUMNS, "Which.")
            .optional("keepLeft", FieldType.INTEGER, "0", "Characters left as they are.")
            .optional("keepRight", FieldType.INTEGER, "0", "Characters left as they are."),
        transform("hash", Inputs.ONE, "Puts hashes in place of values.")
            .required("columns", FieldType.COLUMNS, "Which.")
            .optional("salt", FieldType.TEXT, "Mixed in."));
  }

  private static Described added(String name, String description) {
    return transform(name, Inputs.ONE, description)
        .required("as", FieldType.TEXT, "The new column.");
  }

  /** Transforms of several inputs. */
  public static List<NodeKind> inputs() {
    return kinds(
        transform("join", Inputs.LEFT_RIGHT, "Joins two inputs by keys.")
            .word("type", "Of the join.", "inner", "left", "right", "full", "leftSemi", "leftAnti")
            .required("keys", FieldType.ANY, "Columns, or {left: right}.")
            .optional("rightPrefix", FieldType.TEXT, "Before names of the right side."),
        transform("union", Inputs.LIST, "Puts inputs one after the other, by name.")
            .optional("distinct", FieldType.BOOLEAN, "false", "Keep one of equal rows.")
            .word("missing", "What a missing column is.", "error", "null"),
        transform("intersect", Inputs.LIST, "Keeps rows that all inputs have."),
        transform("except", Inputs.LIST, "Keeps rows that the others do not have."),
        transform("merge", Inputs.LEFT_RIGHT, "Replaces rows of the left by those of the right.")
            .required("keys", FieldType.COLUMNS, "What makes a row one."),
        transform("lookup", Inputs.ONE, "Adds columns of a table.")
            .required("table", FieldType.TABLE, "The table.")
            .required("keys", FieldType.ANY, "Columns, or {here: there}.")
            .required("columns", FieldType.COLUMNS, "Which to add."),
        transform("custom", Inputs.NAMED, "Runs a class of your own.")
            .required("class", FieldType.TEXT, "A CustomTransform.")
            .required("code", FieldType.PATH, "The jar that holds it.")
            .required("columns", FieldType.TYPED_COLUMNS, "What it gives.")
            .optional("parameters", FieldType.ANY, "What it is told."));
  }

  /** Transforms with several outputs, and what stands beside them. */
  public static List<NodeKind> outputs() {
    return kinds(
        transform("conditionalRouter", Inputs.ONE, "Sends rows different ways.")
            .outputsOf("groups", List.of("default"))
            .required("groups", FieldType.SQL_BY_NAME, "Conditions by output.")
            .optional("first", FieldType.BOOLEAN, "false", "Only the first that is true."),
        transform("splitFields", Inputs.ONE, "Sends columns two ways.")
            .outputs(false, List.of("selected", "rest"))
            .required("columns", FieldType.COLUMNS, "Those selected."),
        transform("evaluateDataQuality", Inputs.ONE, "Tests rows against rules.")
            .outputs(true, List.of("passed", "failed", "outcomes"))
            .required("rules", FieldType.ANY, "DQDL, or the same as YAML.")
            .word("onFailure", "Whether a failed rule stops the batch.", "report", "stop"),
        transform("detectSensitiveData", Inputs.ONE, "Finds personal data and hides it.")
            .required("entities", FieldType.ANY, "What to look for.")
            .word("action", "What to do with it.", "detect", "redact", "partial", "hash")
            .optional("columns", FieldType.COLUMNS, "all", "Where to look.")
            .optional("salt", FieldType.TEXT, "Mixed into hashes.")
            .optional("patterns", FieldType.ANY, "Entities of your own."));
  }

  private static List<NodeKind> kinds(Described... kinds) {
    return Stream.of(kinds).map(Described::kind).toList();
  }
}
