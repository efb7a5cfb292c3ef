package dev.tidemill.runtime.deadletter;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidemill.runtime.deadletter.DeadLetter.Kind;
import dev.tidemill.runtime.deadletter.Redriven.Outcome;
import dev.tidemill.runtime.schedule.TargetException;
import dev.tidemill.runtime.state.StateDatabase;
import dev.tidemill.runtime.state.StateJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dead letters of schedules and functions of this data folder. */
public final class DeadLetters {

  private static final String COLUMNS = "id, kind, name, body, attributes, at, redriven_at";
  private static final String ADD =
      "insert into dead_letter (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, null)";
  private static final String LIST =
      "select %s from dead_letter where kind = ? and name = ?".formatted(COLUMNS)
          + " order by at desc, id limit ?";
  private static final String WAITING =
      "select %s from dead_letter where kind = ? and name = ? and redriven_at is null"
              .formatted(COLUMNS)
          + " order by at, id";

  /** Sends one again. */
  @FunctionalInterface
  public interface Sender {
    /**
     * Returns when it went through.
     *
     * @throws TargetException if it failed again
     */
    void send(DeadLetter letter) throws InterruptedException;
  }

  private final StateDatabase database;
  private final Clock clock;

  /** On tables that exist. */
  public DeadLetters(StateDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Keeps one more; waits while the database is away.
   *
   * @param id its own; if there is one of this id already, nothing happens
   */
  public void add(String id, Kind kind, String name, String body, Map<String, String> attributes) {
    database.persist(
        connection -> {
          if (!exists(connection, id)) {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
              insert.setString(1, id);
              insert.setString(2, kind.name());
              insert.setString(3, name);
              insert.setString(4, body);
              insert.setString(5, StateJson.write(attributes));
              insert.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
              insert.executeUpdate();
            }
          }
        });
  }

  /** The last ones, newest first, those that went through again included. */
  public List<DeadLetter> list(Kind kind, String name, int limit) {
    return query(
        LIST,
        statement -> {
          statement.setString(1, kind.name());
          statement.setString(2, name);
          statement.setInt(3, limit);
        });
  }

  /** How many of a thing wait to be sent again. */
  public long count(Kind kind, String name) {
    return waiting(kind, name).size();
  }

  /**
   * Sends them again, oldest first, one after the other. What went through is marked; a process
   * that is killed between the two sends it once more.
   *
   * @param ids empty: all that did not go through yet
   * @param sender {@code AsyncInvocations::redrive} or {@code Schedules::redrive}
   */
  public synchronized List<Redriven> redrive(
      Kind kind, String name, Optional<List<String>> ids, Sender sender)
      throws InterruptedException {
    List<Redriven> results = new ArrayList<>();
    List<DeadLetter> waiting = waiting(kind, name);
    for (DeadLetter letter : waiting) {
      if (ids.isEmpty() || ids.get().contains(letter.id())) {
        results.add(redrive(letter, sender));
      }
    }
    for (String id : ids.orElse(List.of())) {
      if (waiting.stream().noneMatch(letter -> letter.id().equals(id))) {
        results.add(new Redriven(id, Outcome.NOT_FOUND, "no dead letter of this id waits"));
      }
    }
    return results;
  }

  /** Removes those from before. */
  public void prune(Instant before) {
    update("delete from dead_letter where at < ?", List.of(before.atOffset(ZoneOffset.UTC)));
  }

  private Redriven redrive(DeadLetter letter, Sender sender) throws InterruptedException {
    try {
      sender.send(letter);
    } catch (TargetException failed) {
      return new Redriven(
          letter.id(), Outcome.FAILED, failed.errorCode() + ": " + failed.getMessage());
    }
    update(
        "update dead_letter set redriven_at = ? where id = ?",
        List.of(clock.instant().atOffset(ZoneOffset.UTC), letter.id()));
    return new Redriven(letter.id(), Outcome.DONE, "");
  }

  private List<DeadLetter> waiting(Kind kind, String name) {
    return query(
        WAITING,
        statement -> {
          statement.setString(1, kind.name());
          statement.setString(2, name);
        });
  }

  private static boolean exists(Connection connection, String id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from dead_letter where id = ?")) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private void update(String sql, List<Object> values) {
    database.persist(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
              statement.setObject(i + 1, values.get(i));
            }
            statement.executeUpdate();
          }
        });
  }

  private List<DeadLetter> query(String sql, Binder binder) {
    return database.ask(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            return letters(statement);
          }
        });
  }

  private static List<DeadLetter> letters(PreparedStatement statement) throws SQLException {
    List<DeadLetter> letters = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        letters.add(letter(rows));
      }
    }
    return letters;
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getString(1),
        Kind.valueOf(row.getString(2)),
        row.getString(3),
        row.getString(4),
        StateJson.read(row.getString(5), new TypeReference<>() {}),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject(7, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }
}
