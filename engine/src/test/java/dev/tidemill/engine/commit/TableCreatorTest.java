package dev.tidemill.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.TestCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCreatorTest {

  private static final TableIdentifier TABLE = TableIdentifier.of("db", "rows");
  private static final String CREATED =
      "id bigint not null, who struct<name: string>, tags array<struct<key: string>>";

  @TempDir Path lake;

  private FencedJdbcCatalog catalog;

  @BeforeEach
  void create() {
    catalog = TestCatalog.inMemory(lake);
    create(CREATED);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void addsColumnsThatATableLacksAtTheEnd() {
    assertThat(
            create(
                "late date not null, id bigint not null,"
                    + " who struct<since: date, name: string>,"
                    + " tags array<struct<key: string, value: string>>"))
        .containsExactly("late", "who.since", "tags.element.value");
    assertThat(columns())
        .isEqualTo(
            "id BIGINT NOT NULL,who STRUCT<name: STRING, since: DATE>,"
                + "tags ARRAY<STRUCT<key: STRING, value: STRING>>,late DATE");
  }

  @Test
  void leavesATableAloneThatHasThemAll() {
    String before = catalog.loadTable(TABLE).uuid().toString() + schemas();
    assertThat(create(CREATED)).isEmpty();
    assertThat(catalog.loadTable(TABLE).uuid().toString() + schemas()).isEqualTo(before);
  }

  @Test
  void takesOverAComment() {
    assertThat(create(CREATED.replace("not null,", "not null comment 'the number',"))).isEmpty();
    assertThat(catalog.loadTable(TABLE).schema().findField("id").doc()).isEqualTo("the number");
  }

  /** Nothing is added either. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id int not null, who struct<name: string>, tags array<struct<key: string>>, late date"
            + "| column 'id' is bigint there, the job gives int",
        "id bigint, who struct<name: string>, tags array<struct<key: string>>, late date"
            + "| column 'id' is required there, the job may give null",
        "id bigint not null, who struct<nick: string>, tags array<struct<key: string>>"
            + "| its column 'who.name' is not given by the job",
        "id bigint not null, who struct<name: int>, tags array<struct<key: string>>"
            + "| column 'who.name' is string there, the job gives int",
        "id bigint not null, who struct<name: string>, late date"
            + "| its column 'tags' is not given by the job",
        "ID bigint not null, who struct<name: string>, tags array<struct<key: string>>"
            + "| its column 'id' is not given by the job",
      })
  void refusesAllElse(String columns, String difference) {
    String before = columns();
    assertThatThrownBy(() -> create(columns))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.code()).contains("type-mismatch"))
        .hasMessage("table rows: " + difference);
    assertThat(columns()).isEqualTo(before);
  }

  private List<String> create(String columns) {
    return new TableCreator(catalog)
        .create(TABLE, StructType.fromDDL(columns), List.of(), List.of(), Map.of());
  }

  private String columns() {
    return SparkSchemaUtil.convert(catalog.loadTable(TABLE).schema()).toDDL();
  }

  private int schemas() {
    return catalog.loadTable(TABLE).schemas().size();
  }
}
