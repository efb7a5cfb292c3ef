package dev.tidemill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.text.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  private static final Terminal PIPED = new Terminal(false, false, 80, false);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rehears                | tidemill: no command 'rehears': did you mean 'rehearse'?",
        "check --no-pln         | tidemill check: no option '--no-pln': did you mean '--no-plan'?",
        "--stge x check         | tidemill: no option '--stge': did you mean '--stage'?",
        "version extra          | tidemill version: 'extra' is one argument too many; see 'tidemill version --help'",
        "query                  | tidemill query: missing: 'SQL'; see 'tidemill query --help'",
        "crawl                  | tidemill: [not-built] 'crawl' comes with a later release",
        "up --port 0            | tidemill: --port: 0 is not between 1 and 65535",
        "job stop x --redo      | tidemill: --adopt, --redo, --go-on belong to 'job start'",
        "job runs x --wait      | tidemill: --wait belongs to 'job start' and 'job stop'",
        "redrive table x        | tidemill redrive: Invalid value for positional parameter at index 0 (stream|function|schedule): expected one of [STREAM, FUNCTION, SCHEDULE] (case-insensitive) but was 'table'",
        "check no/such          | tidemill: no folder 'no/such'",
        "schedules --timezone X | tidemill: --timezone belongs to --expression",
        "schedules --next 0     | tidemill: --next: 0 is not between 1 and 1000",
        "rehearse --at today    | tidemill: [bad-instant] --at: 'today' is not an instant",
        "check --explain no-cod | tidemill: no code 'no-cod'"
      })
  void saysInOneLineWhatIsWrongWithACommandLine(String line, String said) {
    Captured run = Captured.run(line.trim().split(" "));
    assertThat(run.err()).startsWith(said).doesNotContain("\tat ");
    assertThat(run.status()).isEqualTo(Status.WRONG);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void saysWhereItLookedForADefinition() {
    Captured run = Captured.run("check", folder.toString());
    assertThat(run.status()).isEqualTo(Status.WRONG);
    assertThat(run.err()).contains("no pipeline.yaml in " + folder);
  }

  @Test
  void refusesAWrongDefinitionBeforeAnythingIsStarted() throws IOException {
    write("pipeline: shop\nconections: {}\n");
    for (String command : new String[] {"check", "rehearse", "schedules"}) {
      Captured run = Captured.run(command, folder.toString());
      assertThat(run.status()).as(command).isEqualTo(Status.WRONG);
      assertThat(run.out() + run.err())
          .contains("pipeline.yaml:2:1  [unknown-key] no key 'conections' here");
    }
    assertThat(folder.resolve(".tidemill")).doesNotExist();
  }

  @Test
  void givesFindingsToEditorsAsOneDocument() throws IOException {
    write("pipeline: shop\nconections: {}\n");
    Captured run = Captured.run("check", "--json", folder.toString());
    assertThat(run.status()).isEqualTo(Status.WRONG);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("{\n  \"file\" : \"")
        .contains("\"stage\" : \"local\"", "\"errors\" : 1", "\"code\" : \"unknown-key\"")
        .contains("\"line\" : 2", "\"column\" : 1", "\"endColumn\" : 11");
  }

  @Test
  void takesFolderAndStageFromTheEnvironmentUnlessOptionsSayOtherwise() throws IOException {
    write("pipeline: shop\nstages: { dev: {} }\n");
    Map<String, String> environment =
        Map.of("TIDEMILL_DIR", folder.toString(), "TIDEMILL_STAGE", "dev");
    assertThat(Captured.run(PIPED, environment, "check", "--no-plan").out())
        .startsWith("shop, stage dev: ");
    assertThat(Captured.run(PIPED, environment, "check", "--no-plan", "--stage", "local").out())
        .startsWith("shop, stage local: ");
    assertThat(Captured.run("-C", folder.toString(), "check", "--no-plan").status()).isZero();
  }

  @Test
  void findsNothingToReadBeforeTheFirstRehearsal() throws IOException {
    write("pipeline: shop\n");
    Captured run = Captured.run("query", "SELECT 1", "-C", folder.toString());
    assertThat(run.status()).isEqualTo(Status.WRONG);
    assertThat(run.err()).contains("nothing to read in").contains("'tidemill rehearse --keep'");
  }

  @Test
  void tellsItsVersions() {
    Captured run = Captured.run("version", "--json");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("\"spark\" : \"4.", "\"java\" : \"" + System.getProperty("java.version"));
  }

  private void write(String definition) throws IOException {
    Files.writeString(folder.resolve("pipeline.yaml"), definition);
  }
}
