package dev.tidemill.aws.bill;

import dev.tidemill.aws.bill.process.GlueWorker;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKey;
import java.util.List;
import java.util.Optional;

/**
 * All that a deployment uses in a month of one scenario: what is deployed and what goes through it,
 * as plain figures.
 *
 * @param stream empty: there are no streams, or their Kafka is somebody else's
 * @param traffic of all streams together, also of those in somebody else's Kafka
 * @param ownTraffic of those that are in the stream
 * @param schedules fires
 * @param keepers schedules that look every five minutes whether a run without end is there
 */
record Usage(
    Optional<StreamOption> stream,
    Traffic traffic,
    Traffic ownTraffic,
    List<Run> runs,
    PriceKey dpuHour,
    List<Called> functions,
    List<Stored> stores,
    double schedules,
    int keepers,
    Tables tables,
    Network network,
    Watch watch,
    Keys keys) {

  /**
   * A job of Glue.
   *
   * @param streaming whether it never ends; else it is charged for its runs
   * @param times runs in a month
   * @param seconds of a run
   * @param jobs of the definition in it
   * @param origin of times and seconds, where they are not as schedules and load say
   */
  record Run(
      String id,
      boolean streaming,
      GlueWorker worker,
      int workers,
      double times,
      double seconds,
      List<String> jobs,
      String origin) {

    double hours() {
      return streaming ? Month.HOURS : times * seconds / 3600;
    }
  }

  /**
   * A function.
   *
   * @param calls in a month
   * @param seconds of a call
   * @param origin of the calls
   * @param timeOrigin of the seconds
   */
  record Called(
      String id,
      double calls,
      double seconds,
      double megabytes,
      boolean arm,
      String origin,
      String timeOrigin) {}

  /** A table of a store with its requests, of which each index takes its own, and what it holds. */
  record Stored(String id, double writes, double reads, double gib, int indexes) {}

  /**
   * The tables of the jobs.
   *
   * @param gib written in a month, compressed
   * @param commits of micro-batches
   * @param rewrites of the housekeeping
   * @param queries in a month
   * @param gibPerQuery that one scans
   */
  record Tables(
      double gib,
      double commits,
      double rewrites,
      double queries,
      double gibPerQuery,
      String origin) {}

  /**
   * What is in the network.
   *
   * @param endpoints of interfaces, by AWS's short names
   * @param endpointGib through each in a month
   * @param natGib through the NAT in a month
   */
  record Network(
      int zones, List<String> endpoints, double endpointGib, boolean nat, double natGib) {}

  /**
   * What is watched.
   *
   * @param metrics of our own
   * @param alarms in metrics that they look at, three for the band of an anomaly
   * @param functionGib of log lines in a month
   * @param jobGib of log lines in a month
   * @param otherGib of log lines of brokers, and of the network about what it refused
   * @param keptMonths of logs
   */
  record Watch(
      double metrics,
      double alarms,
      double functionGib,
      double jobGib,
      double otherGib,
      double keptMonths) {}

  /** Keys and secrets that the deployment makes. */
  record Keys(double keys, double keyRequests, double secrets) {}
}
