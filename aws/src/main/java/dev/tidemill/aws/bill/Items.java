package dev.tidemill.aws.bill;

import dev.tidemill.aws.price.PriceKey;
import dev.tidemill.aws.price.PriceKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a usage takes of everything that has a price. The same items in the same order for every
 * scenario, so that their bills can be laid side by side.
 */
final class Items {

  private static final double LAMBDA_FIRST = 6e9;
  private static final double S3_FIRST = 50 * 1024;
  private static final double KEEPER_FIRES = Month.times(Duration.ofMinutes(5));

  /** An Iceberg commit writes a data file, a manifest, their list and the table's metadata. */
  private static final int PUTS_PER_COMMIT = 5;

  private static final int GETS_PER_COMMIT = 10;
  private static final int CATALOG_CALLS_PER_COMMIT = 4;

  /** As AWS reckons in the examples of its page on prices of CloudWatch. */
  private static final double COMPRESSED_LOGS = 0.15;

  /** An item with its part of the bill. */
  record Placed(Part part, Item item) {}

  private final List<Placed> items = new ArrayList<>();

  private Items() {}

  static List<Placed> of(Usage usage) {
    Items items = new Items();
    usage.stream()
        .ifPresent(
            stream ->
                stream.items(usage.ownTraffic()).forEach(item -> items.add(Part.STREAM, item)));
    usage.runs().forEach(run -> items.run(run, usage.dpuHour()));
    usage.functions().forEach(items::function);
    usage.stores().forEach(items::store);
    items.schedules(usage);
    items.tables(usage.tables());
    items.network(usage.network());
    items.watch(usage.watch());
    items.keys(usage.keys());
    return items.items;
  }

  private void add(Part part, Item item) {
    items.add(new Placed(part, item));
  }

  private void add(Part part, String resource, PriceKey key, double count, String assumption) {
    add(part, new Item(resource, key, count, assumption));
  }

  private void run(Usage.Run run, PriceKey dpuHour) {
    double dpu = run.workers() * run.worker().dpu();
    String size = Words.of("%d × %s = %s DPU", run.workers(), run.worker().type(), number(dpu));
    String time =
        run.streaming()
            ? " × 730 h"
            : Words.of(" × %s runs × %.0f s%s", number(run.times()), run.seconds(), run.origin());
    String what = run.streaming() ? "Glue run " : "Glue job ";
    add(Part.JOBS, what + run.id(), dpuHour, dpu * run.hours(), size + time);
  }

  private void function(Usage.Called function) {
    String id = function.id();
    String calls = function.origin();
    add(Part.FUNCTIONS, id + " calls", PriceKeys.LAMBDA_REQUESTS, function.calls(), calls);
    double gbSeconds = function.calls() * function.seconds() * function.megabytes() / 1024;
    String time =
        Words.of(
            "%s a call%s, %,.0f MB",
            milliseconds(function.seconds()), function.timeOrigin(), function.megabytes());
    if (function.arm()) {
      add(Part.FUNCTIONS, id + " time", PriceKeys.LAMBDA_ARM, gbSeconds, time);
    } else {
      new Tiers()
          .then(PriceKeys.LAMBDA_X86_1, LAMBDA_FIRST)
          .then(PriceKeys.LAMBDA_X86_2, Double.MAX_VALUE)
          .items(id + " time", gbSeconds, time)
          .forEach(item -> add(Part.FUNCTIONS, item));
    }
  }

  private void store(Usage.Stored store) {
    String id = store.id();
    String each = "one item of 1 KB a call that ";
    String indexes =
        store.indexes() == 0 ? "" : Words.of(", and one in each index (%d)", store.indexes());
    String written = each + "writes" + indexes;
    add(Part.STORES, id + " writes", PriceKeys.DYNAMO_WRITE, store.writes(), written);
    add(Part.STORES, id + " reads", PriceKeys.DYNAMO_READ, store.reads(), each + "reads");
    String held = assumed(store.gib());
    add(Part.STORES, id + " storage", PriceKeys.DYNAMO_STORAGE, store.gib(), held);
    add(Part.STORES, id + " recovery", PriceKeys.DYNAMO_RECOVERY, store.gib(), held);
  }

  private void schedules(Usage usage) {
    add(
        Part.SCHEDULES,
        "schedules fire",
        PriceKeys.SCHEDULER,
        usage.schedules(),
        "as their expressions say");
    add(
        Part.SCHEDULES,
        "keepers of Glue runs",
        PriceKeys.SCHEDULER,
        usage.keepers() * KEEPER_FIRES,
        "every 5 minutes");
  }

  private void tables(Usage.Tables tables) {
    double puts = (tables.commits() + tables.rewrites()) * PUTS_PER_COMMIT;
    double gets = (tables.commits() + tables.rewrites()) * GETS_PER_COMMIT;
    new Tiers()
        .then(PriceKeys.S3_STORAGE_1, S3_FIRST)
        .then(PriceKeys.S3_STORAGE_2, Double.MAX_VALUE)
        .items("data files", tables.gib(), tables.origin())
        .forEach(item -> add(Part.TABLES, item));
    String commits =
        Words.of("%s commits, %d objects each", number(tables.commits()), PUTS_PER_COMMIT);
    add(Part.TABLES, "objects written", PriceKeys.S3_PUT, puts, commits + ", and compaction");
    add(Part.TABLES, "objects read", PriceKeys.S3_GET, gets, GETS_PER_COMMIT + " a commit");
    add(
        Part.TABLES,
        "catalog requests",
        PriceKeys.GLUE_CATALOG_REQUESTS,
        tables.commits() * CATALOG_CALLS_PER_COMMIT,
        CATALOG_CALLS_PER_COMMIT + " a commit");
    add(
        Part.QUERIES,
        "Athena",
        PriceKeys.ATHENA,
        tables.queries() * tables.gibPerQuery() / 1024,
        Words.of(
            "%s queries of a day's data assumed; 10 MB to the scan limit each",
            number(tables.queries())));
  }

  private void network(Usage.Network network) {
    for (String endpoint : network.endpoints()) {
      double hours = network.zones() * Month.HOURS;
      String zones = network.zones() + " zones × 730 h";
      add(Part.NETWORK, "interface endpoint " + endpoint, PriceKeys.ENDPOINT, hours, zones);
      add(
          Part.NETWORK,
          "data of endpoint " + endpoint,
          PriceKeys.ENDPOINT_DATA,
          network.endpointGib(),
          assumed(network.endpointGib()));
    }
    if (network.nat()) {
      add(Part.NETWORK, "NAT gateway", PriceKeys.NAT, Month.HOURS, "one, 730 h");
      add(Part.NETWORK, "address of the NAT", PriceKeys.PUBLIC_ADDRESS, Month.HOURS, "730 h");
      String data = assumed(network.natGib());
      add(Part.NETWORK, "data of the NAT", PriceKeys.NAT_DATA, network.natGib(), data);
    }
  }

  private void watch(Usage.Watch watch) {
    add(
        Part.MONITORING,
        "metrics",
        PriceKeys.METRIC,
        watch.metrics(),
        "9 of each job, 1 of each stream and of each alarm on timeouts");
    add(
        Part.MONITORING,
        "alarms",
        PriceKeys.ALARM,
        watch.alarms(),
        "each metric that one looks at; three for an anomaly");
    add(
        Part.MONITORING,
        "logs of functions",
        PriceKeys.LOGS_IN,
        watch.functionGib(),
        "0.5 KB a call: Lambda's own lines");
    add(
        Part.MONITORING,
        "logs of jobs",
        PriceKeys.LOGS_IN,
        watch.jobGib(),
        "0.5 KB a batch and 1 GiB a run without end");
    add(
        Part.MONITORING,
        "logs of brokers, network",
        PriceKeys.LOGS_IN,
        watch.otherGib(),
        "1 GiB of brokers, 0.1 GiB of what the network refused, assumed");
    double written = watch.functionGib() + watch.jobGib() + watch.otherGib();
    double kept = written * watch.keptMonths() * COMPRESSED_LOGS;
    String months = Words.of("%.0f days, compressed to 15 %%", watch.keptMonths() * Month.DAYS);
    add(Part.MONITORING, "logs kept", PriceKeys.LOGS_STORED, kept, months);
  }

  private void keys(Usage.Keys keys) {
    add(Part.KEYS, "KMS keys", PriceKeys.KMS_KEY, keys.keys(), "of the deployment");
    String requests = "one for each object of the tables";
    add(Part.KEYS, "KMS requests", PriceKeys.KMS_REQUESTS, keys.keyRequests(), requests);
    add(Part.KEYS, "secrets", PriceKeys.SECRET, keys.secrets(), "in Secrets Manager");
  }

  private static String assumed(double gib) {
    return Words.of("%s GiB assumed", number(gib));
  }

  static String number(double number) {
    return number == Math.rint(number) || number >= 1000
        ? Words.of("%,.0f", number)
        : Words.of(number < 10 ? "%,.3g" : "%,.1f", number).replaceAll("(\\.\\d*?)0+$", "$1");
  }

  private static String milliseconds(double seconds) {
    return Words.of(seconds < 0.01 ? "%.1f ms" : "%.0f ms", seconds * 1000);
  }
}
