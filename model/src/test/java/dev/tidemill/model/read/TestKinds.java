package dev.tidemill.model.read;

import dev.tidemill.model.Node.Role;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.NodeKind.Field;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.NodeKind.Inputs;
import dev.tidemill.model.NodeKind.Outputs;
import dev.tidemill.model.NodeKinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds that the definitions of these tests name, in a table: {@code role name slice inputs}.
 */
public final class TestKinds implements NodeKinds {

  private static final String TABLE =
      """
      source stream 1 none: stream!STREAM maxPerBatch=1000000:INTEGER startingOffsets=earliest:START metadata:WORDS(topic,partition,offset)
      source files 1 none: path!PATH format!WORD(json,csv) columns:TYPED_COLUMNS options:ANY samples:ANY
      source table 4 none: table!TABLE read=snapshot:WORD(snapshot,changes)
      source jdbc 4 none: connection!CONNECTION table:TEXT query:SQL incrementalBy:COLUMN overlap=0s:DURATION
      target table 1 one: table!TABLE mode=append:WORD(append,upsert,overwrite,overwritePartitions,merge) keys4:COLUMNS latestBy4:COLUMN deleteWhen4:SQL
      target stream 1 one: stream!STREAM key:COLUMN
      target files 1 one: path!PATH format=parquet:WORD(parquet,csv) partitionBy:COLUMNS
      transform filter 1 one: condition!SQL
      transform aggregate 1 one: groupBy=[]:COLUMNS aggregates!SQL_BY_NAME
      transform selectFields 1 one: columns!COLUMNS
      transform renameField 1 one: columns!NAMES_BY_COLUMN
      transform derivedColumn 1 one: columns!SQL_BY_NAME
      transform sql 1 named: query!SQL
      transform changeSchema 4 one: columns!ANY other=drop:WORD(drop,keep)
      transform join 4 left_right: type=inner:WORD(inner,left) keys!ANY rightPrefix:TEXT
      transform union 4 list: distinct=false:BOOLEAN
      transform sample 4 one: fraction!NUMBER seed=0:INTEGER
      transform conditionalRouter 4 one groups>default: groups!SQL_BY_NAME first=false:BOOLEAN
      transform evaluateDataQuality 4 one *passed,failed,outcomes: rules!ANY onFailure=report:WORD(report,stop)
      transform detectSensitiveData 4 one: entities!ANY action=detect:WORD(detect,redact,hash) salt:TEXT
      """;

  private static final List<NodeKind> ALL = TABLE.lines().map(TestKinds::kind).toList();

  @Override
  public List<NodeKind> all() {
    return ALL;
  }

  private static NodeKind kind(String line) {
    String[] halves = line.split(":", 2);
    String[] head = halves[0].split(" ", -1);
    Role role = Role.valueOf(head[0].toUpperCase(Locale.ROOT));
    List<Field> fields = new ArrayList<>();
    for (String field : halves[1].strip().split(" ", -1)) {
      fields.add(field(field));
    }
    Outputs outputs = role == Role.TARGET ? Outputs.NONE : Outputs.ONE;
    return new NodeKind(
        role,
        head[1],
        Integer.parseInt(head[2]),
        Inputs.valueOf(head[3].toUpperCase(Locale.ROOT)),
        head.length > 4 ? outputs(head[4]) : outputs,
        fields,
        "A kind for tests.");
  }

  private static Outputs outputs(String text) {
    if (text.startsWith("*")) {
      return new Outputs(true, List.of(text.substring(1).split(",", -1)), Optional.empty());
    }
    String[] halves = text.split(">", -1);
    return new Outputs(false, List.of(halves[1].split(",", -1)), Optional.of(halves[0]));
  }

  private static Field field(String text) {
    boolean required = text.contains("!");
    String[] halves = text.split("[!:]", 2);
    String[] name = halves[0].split("=", 2);
    int slice = name[0].endsWith("4") ? 4 : 1;
    String type = halves[1].replaceAll("\\(.*", "");
    List<String> words =
        halves[1].contains("(")
            ? Arrays.asList(halves[1].replaceAll(".*\\(|\\)", "").split(",", -1))
            : List.of();
    return new Field(
        name[0].replace("4", ""),
        FieldType.valueOf(type),
        required,
        slice,
        name.length > 1 ? Optional.of(name[1]) : Optional.empty(),
        words,
        "A field for tests.");
  }
}
