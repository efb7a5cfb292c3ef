package dev.tidemill.engine.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address of a file takes the way of one in S3. */
class DeployedDefinitionTest {

  private static final String DEFINITION =
      """
      pipeline: shop
      description: ${env:PATH:-nothing}
      streams: { visits: { columns: { id: long } } }
      tables: { rows: {} }
      jobs:
        copies:
          every: 1m
          nodes:
            from: { source: stream, stream: visits }
            some: { transform: filter, input: from, condition: { file: ../some.sql } }
            to: { target: table, input: some, table: rows }
      """;

  @TempDir Path folder;

  @Test
  void findsFilesWhereItsPathsLeadAndDeletesTheCopy() throws IOException {
    String address = zip(DEFINITION, "id > 7");

    DeployedDefinition read = read(address);

    assertThat(read.pipeline().jobs().get("copies").nodes().get("some").fields().get("condition"))
        .isInstanceOfSatisfying(Sql.class, sql -> assertThat(sql.text()).isEqualTo("id > 7"));
    Path copy = read.copy().orElseThrow();
    assertThat(copy).isDirectory();
    read.close();
    assertThat(copy).doesNotExist();
  }

  @Test
  void hasOnGlueTheVariablesThatItWasDeployedWithAndNoOthers() throws IOException {
    String address = zip(DEFINITION, "true");

    assertThat(description(address)).contains(System.getenv("PATH"));
    assertThat(description(address, "--tidemill-env.PATH", "given")).contains("given");
    assertThat(description(address, "--JOB_NAME", "shop")).contains("nothing");
    assertThat(description(address, "--JOB_NAME", "shop", "--tidemill-env.PATH", "given"))
        .contains("given");
  }

  @Test
  void isWrongAtTheAddressThatItsUserKnows() throws IOException {
    String address = zip(DEFINITION.replace("rows", "row_s!"), "id >");
    assertThatThrownBy(() -> read(address))
        .hasMessageStartingWith(address + ": _/pipeline.yaml:4:11  [")
        .hasMessageNotContaining(System.getProperty("java.io.tmpdir") + "/tidemill");

    Path alone = Files.writeString(folder.resolve("shop.yaml"), "pipeline: shop\njob: 1\n");
    String uri = "file://" + alone;
    assertThatThrownBy(() -> read(uri)).hasMessageStartingWith(uri + ":2:1  [unknown-key]");
  }

  @Test
  void isNotThere() throws IOException {
    String nowhere = "file://" + folder.resolve("definition.zip");
    assertThatThrownBy(() -> read(nowhere))
        .isInstanceOfSatisfying(
            SubmitFailure.class, failure -> assertThat(failure.status()).isEqualTo(3))
        .hasMessage("cannot read the definition %1$s: there is no file %1$s".formatted(nowhere));

    String empty = archive(Map.of("other.yaml", ""));
    assertThatThrownBy(() -> read(empty))
        .hasMessageStartingWith(empty + ": pipeline.yaml:1:1  [no-file]");
  }

  private Optional<String> description(String address, String... more) {
    try (DeployedDefinition read = read(address, more)) {
      return read.pipeline().description();
    }
  }

  private DeployedDefinition read(String address, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--tidemill-definition", address, "--tidemill-lake", "lake"));
    all.addAll(Arrays.asList(more));
    return DeployedDefinition.read(
        ArgumentReader.read(all.toArray(String[]::new)), new Configuration());
  }

  private String zip(String definition, String condition) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("some.sql", condition);
    files.put("_/pipeline.yaml", definition);
    return archive(files);
  }

  private String archive(Map<String, String> files) throws IOException {
    Path file = folder.resolve(files.size() + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return "file://" + file;
  }
}
