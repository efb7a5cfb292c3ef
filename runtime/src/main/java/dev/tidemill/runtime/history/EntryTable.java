package dev.tidemill.runtime.history;

import dev.tidemill.runtime.state.StateJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The table of the entries. */
final class EntryTable {

  private static final String INSERT =
      "insert into entry (kind, name, run, failed, at, body) values (?, ?, ?, ?, ?, ?)";
  private static final String REPLACE =
      "update entry set failed = ?, body = ? where kind = 'RUN' and run = ?";
  private static final String NEWEST =
      "select body from entry where kind = ? and name = ? order by id desc limit ?";
  private static final String NEWEST_OF_ALL =
      "select body from entry where kind = ? order by id desc limit ?";
  private static final String SINCE =
      "select body from entry where kind = ? and at >= ? order by id desc limit ?";
  private static final String SURPLUS =
      "select id from entry where kind = ? and failed = ? order by id desc limit 1 offset ?";
  private static final String DELETE_SURPLUS =
      "delete from entry where kind = ? and failed = ? and id <= ?";

  private EntryTable() {}

  /** A thing's state is replaced, all else is added. */
  static void write(Connection connection, List<Entry> entries) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Entry entry : entries) {
        if (!(entry instanceof JobRunEntry run && replaced(connection, run))) {
          bind(insert, entry);
          insert.addBatch();
          if (entry instanceof JobRunEntry) {
            // The next transition may be in the same list.
            insert.executeBatch();
          }
        }
      }
      insert.executeBatch();
    }
  }

  static <T extends Entry> List<T> newest(
      Connection connection, Class<T> type, String name, int limit) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
      query.setString(1, EntryKind.of(type).name());
      query.setString(2, name);
      query.setInt(3, limit);
      return read(query, type);
    }
  }

  static <T extends Entry> List<T> newest(Connection connection, Class<T> type, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NEWEST_OF_ALL)) {
      query.setString(1, EntryKind.of(type).name());
      query.setInt(2, limit);
      return read(query, type);
    }
  }

  static <T extends Entry> List<T> since(
      Connection connection, Class<T> type, Instant since, int limit) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SINCE)) {
      query.setString(1, EntryKind.of(type).name());
      query.setObject(2, since.atOffset(ZoneOffset.UTC));
      query.setInt(3, limit);
      return read(query, type);
    }
  }

  static void deleteBefore(Connection connection, Instant before) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("delete from entry where at < ?")) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    }
  }

  /** Failures have room of their own, so that successes do not push them out. */
  static void deleteSurplus(Connection connection, int keep) throws SQLException {
    for (EntryKind kind : EntryKind.values()) {
      for (boolean failed : new boolean[] {false, true}) {
        deleteSurplus(connection, kind, failed, keep);
      }
    }
  }

  private static void deleteSurplus(Connection connection, EntryKind kind, boolean failed, int keep)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SURPLUS);
        PreparedStatement delete = connection.prepareStatement(DELETE_SURPLUS)) {
      query.setString(1, kind.name());
      query.setBoolean(2, failed);
      query.setInt(3, keep);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          delete.setString(1, kind.name());
          delete.setBoolean(2, failed);
          delete.setLong(3, row.getLong(1));
          delete.executeUpdate();
        }
      }
    }
  }

  private static boolean replaced(Connection connection, JobRunEntry run) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
      update.setBoolean(1, EntryKind.failed(run));
      update.setString(2, StateJson.write(run));
      update.setString(3, run.runId());
      return update.executeUpdate() > 0;
    }
  }

  private static void bind(PreparedStatement insert, Entry entry) throws SQLException {
    insert.setString(1, EntryKind.of(entry.getClass()).name());
    insert.setString(2, EntryKind.name(entry));
    if (entry instanceof JobRunEntry run) {
      insert.setString(3, run.runId());
    } else {
      insert.setNull(3, Types.VARCHAR);
    }
    insert.setBoolean(4, EntryKind.failed(entry));
    insert.setObject(5, entry.at().atOffset(ZoneOffset.UTC));
    insert.setString(6, StateJson.write(entry));
  }

  private static <T> List<T> read(PreparedStatement query, Class<T> type) throws SQLException {
    List<T> entries = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        entries.add(StateJson.read(rows.getString(1), type));
      }
    }
    return entries;
  }
}
