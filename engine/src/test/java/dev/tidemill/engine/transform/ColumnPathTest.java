package dev.tidemill.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnPathTest {

  @Test
  void leadsAlongNames() {
    assertThat(ColumnPath.names("id")).containsExactly("id");
    assertThat(ColumnPath.names("user.address.zip")).containsExactly("user", "address", "zip");
  }

  @Test
  void takesBackQuotesOff() {
    assertThat(ColumnPath.names("`a.b`.`c``d`.e")).containsExactly("a.b", "c`d", "e");
    assertThat(ColumnPath.single("`a.b`")).isEqualTo("a.b");
    assertThat(ColumnPath.single("a.b")).isNull();
  }

  @Test
  void quotesForSpark() {
    assertThat(ColumnPath.quoted("a.b")).isEqualTo("`a.b`");
    assertThat(ColumnPath.quoted("c`d")).isEqualTo("`c``d`");
  }
}
