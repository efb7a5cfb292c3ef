package dev.tidemill.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole definition, checked and resolved for one stage: overlays merged, parameters filled in,
 * every default written out. Maps keep the order of the file.
 *
 * @param file the definition, absolute; paths in it are relative to its folder
 * @param stage {@code local} unless another one was named
 * @param recipients who is told of alarms: e-mail addresses and ARNs of SNS topics
 * @param load what is expected, by the id of a stream or a function
 * @param outside what it was read from besides its file
 */
public record Pipeline(
    String id,
    Path file,
    String stage,
    Optional<String> description,
    Optional<String> build,
    Map<String, Object> parameters,
    Map<String, Store> stores,
    Map<String, Stream> streams,
    Map<String, Function> functions,
    Map<String, Schedule> schedules,
    Map<String, Connection> connections,
    Map<String, Table> tables,
    Map<String, Job> jobs,
    Map<String, Alarm> alarms,
    List<String> recipients,
    Optional<Budget> budget,
    Map<String, Load> load,
    RuntimeSettings runtime,
    AwsSettings aws,
    Rehearsal rehearsal,
    Outside outside) {

  /** The same with other jobs. */
  public Pipeline with(Map<String, Job> jobs) {
    return with(functions, schedules, jobs, connections, aws);
  }

  /** The same with other jobs and what sets them off. */
  public Pipeline with(Map<String, Job> jobs, Map<String, Schedule> schedules) {
    return with(functions, schedules, jobs, connections, aws);
  }

  /** The same with other functions. */
  public Pipeline withFunctions(Map<String, Function> functions) {
    return with(functions, schedules, jobs, connections, aws);
  }

  /** The same with other connections and other settings of AWS. */
  public Pipeline with(Map<String, Connection> connections, AwsSettings aws) {
    return with(functions, schedules, jobs, connections, aws);
  }

  private Pipeline with(
      Map<String, Function> functions,
      Map<String, Schedule> schedules,
      Map<String, Job> jobs,
      Map<String, Connection> connections,
      AwsSettings aws) {
    return new Pipeline(
        id,
        file,
        stage,
        description,
        build,
        parameters,
        stores,
        streams,
        functions,
        schedules,
        connections,
        tables,
        jobs,
        alarms,
        recipients,
        budget,
        load,
        runtime,
        aws,
        rehearsal,
        outside);
  }

  /** The folder that paths of the definition are relative to. */
  public Path folder() {
    return file.getParent();
  }

  /** The names of this pipeline's things here and on AWS. */
  public Names names() {
    return new Names(id, stage);
  }
}
