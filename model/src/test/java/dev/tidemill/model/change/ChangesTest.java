package dev.tidemill.model.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.change.Change.Kind;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.Reads;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {

  private static final String RUNNING =
      """
      pipeline: shop
      parameters: { wait: 30s }
      stores:
        users: { partitionKey: id, indexes: { byName: { partitionKey: name } } }
        carts: { partitionKey: id, ttl: until }
      streams:
        log: { columns: { id: string required, n: long, user: { name: string } }, partitions: 2, samples: samples/a.ndjson }
        out: { columns: { id: string } }
        far: { columns: { id: string }, connection: office }
      connections: { office: { type: kafka, bootstrapServers: "a:9092" }, spare: { type: kafka, bootstrapServers: "b:9092" } }
      functions:
        Put: { handler: a.Put, code: a.jar, timeout: "${wait}", uses: [users], schedule: rate(1 day) }
        Get: { handler: a.Get, code: a.jar }
      schedules:
        nightly: { expression: "cron(0 3 * * ? *)", stream: log }
      tables:
        sales: { columns: { id: string, n: long }, partitionBy: [id], keys: [id] }
        copies: { sortBy: [id] }
      jobs:
        sales:
          every: 60s
          nodes:
            log: { source: stream, stream: log }
            paid: { transform: filter, input: log, condition: n > 0 }
            lake: { target: table, input: paid, table: sales }
        copy:
          every: 60s
          nodes: { log: { source: stream, stream: log }, lake: { target: table, input: log, table: copies } }
      runtime: { history: 7d, spark: { conf: { a: b } } }
      rehearsal: { rows: 5 }
      """;

  @TempDir Path folder;

  @BeforeEach
  void samples() {
    Reads.samples(folder, "a.ndjson", "b.ndjson");
  }

  private Checked read(String text) {
    return Reads.text(folder, text);
  }

  private Changes changes(String from, String to) {
    Pipeline running = read(RUNNING).pipeline().orElseThrow();
    assertThat(RUNNING).contains(from);
    Checked next = read(RUNNING.replace(from, to));
    assertThat(next.findings()).noneMatch(Finding::isError);
    return Changes.between(running, next);
  }

  @ParameterizedTest(name = "{0} becomes {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "condition: n > 0 | condition: n > 1 | sales.paid",
        "table: sales } | table: sales, mode: append } | ``",
        "input: log, table: copies } | input: log, table: copies }, more: { target: stream, input: log, stream: out } | copy.more added",
        "condition: n > 0 } | condition: n > 0 }\\n      big: { transform: filter, input: paid, condition: n > 9 }\\n      all: { target: files, input: big, path: out } | sales.big added; sales.all added",
        "wait: 30s | wait: 40s | Put.timeout",
        "code: a.jar } | code: b.jar } | Get.code",
        "uses: [users] | uses: [users, carts] | Put.uses",
        "uses: [users] | uses: { users: readWrite } | ``",
        "schedule: rate(1 day) | schedule: rate(2 days) | Put.expression",
        ", schedule: rate(1 day) | `` | Put removed",
        "cron(0 3 * * ? *) | cron(0 4 * * ? *) | nightly.expression",
        "? *)\", stream: log | ? *)\", stream: log, missed: skip | nightly.missed",
        "partitions: 2 | partitions: 3, retention: 1d, maxMessage: 2MB, onBadRecord: drop | log.partitions; log.retention; log.maxMessage; log.onBadRecord",
        "n: long, user | m: int, user | log.columns",
        "name: string } }, part | name: string, age: int } }, part | log.columns",
        "id: string required | id: string | log.columns",
        "n: long }, partitionBy | n: long, m: int }, partitionBy | sales.columns",
        "keys: [id] } | keys: [id], sortBy: n, properties: { a: b }, maintenance: none } | sales.sortBy; sales.properties; sales.maintenance",
        "sortBy: [id] | sortBy: [id], columns: { id: string } | copies.columns",
        "byName: { partitionKey: name } } } | byName: { partitionKey: name } }, ttl: until } | users.ttl",
        "history: 7d | history: 8d | history",
        "rows: 5 | rows: 6, at: 2026-11-13T00:00:00Z | ``",
        "samples/a.ndjson | samples/b.ndjson | ``",
        "pipeline: shop | pipeline: shop\\ndescription: more\\nbuild: make | ``",
        "Put, code: a.jar, | Put, code: a.jar, aws: { internet: true }, | ``",
        "copy:\\n    every: 60s | copy:\\n    aws: { workers: 9 }\\n    every: 60s | ``",
        "pipeline: shop | pipeline: shop\\nnotify: a@example.com\\nbudget: 9 USD\\nload: { log: 1/s }\\naws: { region: eu-west-1 }\\nalarms: { a: { metric: job.copy.lag, above: 1 } } | ``",
        ", spare: { type: kafka, bootstrapServers: \"b:9092\" } | `` | spare removed",
        "connections: { | connections: { new: { type: kafka, bootstrapServers: \"c:9092\" }, | new added",
        "every: 60s\\n    nodes: { log | schedule: rate(1 hour)\\n    nodes: { log | copy added; copy.every"
      })
  void areTaken(String from, String to, String texts) {
    Changes changes = changes(from.replace("\\n", "\n"), to.replace("\\n", "\n"));

    assertThat(changes.refused()).isEmpty();
    assertThat(changes.applied().stream().map(Change::text).collect(Collectors.joining("; ")))
        .isEqualTo(texts);
  }

  @ParameterizedTest(name = "{0} becomes {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "partitions: 2 | partitions: 1 | 7:77 shrinks streams.log.partitions",
        "partitions: 2, | `` | 7:3 shrinks streams.log.partitions",
        "n: long, user | n: int, user | 7:10 needs-restart streams.log.columns",
        "n: long, user | n: long required, user | 7:10 needs-restart streams.log.columns",
        "n: long, user | n: long, m: int required, user | 7:10 needs-restart streams.log.columns",
        "user: { name: string } | user: { name: int } | 7:10 needs-restart streams.log.columns",
        "partitions: 2 | partitions: 2, topic: other | 7:92 needs-restart streams.log.topic",
        "partitionBy: [id] | partitionBy: [n] | 17:46 made-otherwise tables.sales.partitionBy",
        "keys: [id] | keys: [n] | 17:65 needs-restart tables.sales.keys",
        "n: long }, partitionBy | n: int }, partitionBy | 17:12 made-otherwise tables.sales.columns",
        "id: string, n: long }, partitionBy | id: string }, partitionBy | 17:12 made-otherwise tables.sales.columns",
        "users: { partitionKey: id | users: { partitionKey: name | 4:12 made-otherwise stores.users.partitionKey",
        "byName: { | byCity: { | 4:30 made-otherwise stores.users.indexes",
        "ttl: until | ttl: later | 5:30 made-otherwise stores.carts.ttl",
        "a:9092 | a:9093 | 10:39 needs-restart connections.office.bootstrapServers",
        "kafka, bootstrapServers: \"a:9092\" | kafka, bootstrapServers: \"a:9092\", authentication: iam | 10:67 needs-restart connections.office.authentication",
        "connection: office | connection: spare | 9:35 needs-restart streams.far.connection",
        ", connection: office | `` | 9:3 needs-restart streams.far.connection",
        "pipeline: shop | pipeline: shops | 1:1 needs-restart pipeline",
        "{ history: 7d | { history: 7d, state: jdbc:postgresql://db/tm | 29:25 needs-restart runtime.state",
        "{ history: 7d | { history: 7d, port: 8080 | 29:25 needs-restart runtime.port",
        "conf: { a: b } | conf: { a: c } | 29:25 needs-restart runtime.spark"
      })
  void areRefused(String from, String to, String refused) {
    Changes changes = changes(from.replace("\\n", "\n"), to.replace("\\n", "\n"));

    assertThat(changes.applied()).isEmpty();
    assertThat(
            changes.refused().stream()
                .map(each -> Reads.brief(each) + " " + each.path())
                .collect(Collectors.joining("; ")))
        .isEqualTo(refused);
  }

  @Test
  void sayWhatIsAddedAndRemoved() {
    String jobs = RUNNING.substring(RUNNING.indexOf("jobs:"), RUNNING.indexOf("runtime:"));
    String without = RUNNING.replace(jobs, "").replaceAll("(?m)^  (nightly|Get):.*\n", "");

    Pipeline large = read(RUNNING).pipeline().orElseThrow();
    Pipeline small = read(without).pipeline().orElseThrow();

    assertThat(Changes.between(large, small).applied())
        .extracting(Change::kind, Change::path, Change::text)
        .containsExactly(
            gone("functions.Get", "Get removed"),
            gone("schedules.nightly", "nightly removed"),
            gone("jobs.sales", "sales removed"),
            gone("jobs.copy", "copy removed"));
    assertThat(Changes.between(small, large).applied())
        .extracting(Change::text)
        .containsExactly("Get added", "nightly added", "sales added", "copy added");
    assertThat(Changes.between(small, large).refused()).isEmpty();
  }

  @Test
  void keepWhatHoldsData() {
    String without = RUNNING.replaceAll("(?m)^  (carts|out|copies):.*\n|^  copy:\n.*\n.*\n", "");
    Changes changes =
        Changes.between(
            read(RUNNING).pipeline().orElseThrow(), read(without).pipeline().orElseThrow());

    assertThat(changes.applied()).extracting(Change::path).containsExactly("jobs.copy");
    assertThat(changes.refused())
        .extracting(Reads::brief, Finding::message)
        .containsExactly(
            tuple("5:3 needs-restart", "store carts is gone, but it holds data"),
            tuple("8:3 needs-restart", "stream out is gone, but it holds data"),
            tuple("18:3 needs-restart", "table copies is gone, but it holds data"));
  }

  private static Tuple gone(String path, String text) {
    return tuple(Kind.REMOVED, path, text);
  }

  @Test
  void sayWhyAndWhatToDo() {
    Pipeline running = read(RUNNING).pipeline().orElseThrow();
    Pipeline next =
        read(RUNNING.replace("partitions: 2", "partitions: 1")).pipeline().orElseThrow();

    Finding refused = Changes.between(running, next).refused().get(0);

    assertThat(refused.message()).isEqualTo("stream log has 2 partitions, not 1");
    assertThat(refused.hint()).isEqualTo("partitions only ever grow: write 2 or more");
    assertThat(Reads.brief(refused)).isEqualTo("7:3 shrinks");
  }

  @Test
  void seeNoDifferenceInTextThatOnlyMoved() {
    Stream<String> texts =
        Stream.of(RUNNING, Reads.resource("approvals.yaml"), Reads.resource("customers.yaml"));
    List<String> moved = texts.filter(text -> read(text).pipeline().isPresent()).toList();

    assertThat(moved).isNotEmpty();
    for (String text : moved) {
      Changes none =
          Changes.between(
              read(text).pipeline().orElseThrow(),
              read("# moved\n\n" + text.replace(" }", "   }")).pipeline().orElseThrow());
      assertThat(none).isEqualTo(new Changes(List.of(), List.of()));
    }
  }
}
