package dev.tidemill.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.Names;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.process.WorldException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDatabaseTest {

  private static final Names NAMES = new Names("shop", "local");

  @TempDir Path folder;

  @Test
  void isForItsOwnerOnlyAndKeepsItsName() throws Exception {
    String instance;
    try (StateDatabase database = open()) {
      instance = database.instance();
      assertThat(Files.getPosixFilePermissions(folder.resolve("state"))).hasSize(3);
      assertThat(database.isShared()).isFalse();
      assertThat(database.catalogUri()).isEqualTo("jdbc:h2:file:" + folder + "/state/catalog");
    }
    try (StateDatabase again = open()) {
      assertThat(again.instance()).isEqualTo(instance);
    }
  }

  @Test
  void goesOnAfterH2HasClosedItsFile() {
    try (StateDatabase database = open()) {
      database.persist(connection -> insert(connection, "before"));
      assertThatThrownBy(
              () ->
                  database.ask(
                      connection -> {
                        try (Statement statement = connection.createStatement()) {
                          statement.execute("shutdown immediately");
                          return statement.executeUpdate("select 1");
                        }
                      }))
          .isInstanceOf(WorldException.class);
      database.persist(connection -> insert(connection, "after"));
      assertThat(database.ask(StateDatabaseTest::count)).isEqualTo(2);
    }
  }

  @Test
  void aDatabaseThatCannotBeReachedIsOneLineWithoutThePassword() {
    Optional<String> nowhere =
        Optional.of("jdbc:postgresql://localhost:1/db?user=u&password=geheim");
    assertThatThrownBy(() -> StateDatabase.open(new DataFolder(folder), nowhere, NAMES))
        .isInstanceOf(WorldException.class)
        .hasMessageStartingWith("Cannot open the state database in runtime.state: ")
        .hasMessageNotContaining("geheim")
        .hasMessageNotContaining("\n");
  }

  private StateDatabase open() {
    return StateDatabase.open(new DataFolder(folder), Optional.empty(), NAMES);
  }

  static void insert(Connection connection, String id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into dead_letter values ('%s', 'x', 'x', '', '', current_timestamp, null)"
              .formatted(id));
    }
  }

  static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from dead_letter")) {
      row.next();
      return row.getLong(1);
    }
  }
}
