package dev.tidemill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutionRecordTest {

  @AfterEach
  void end() {
    ExecutionRecord.end();
  }

  @Test
  void isTheSameWithinAnInvocation() {
    ExecutionRecord begun = ExecutionRecord.begin();

    ExecutionRecord.current().put("user", "u-1").put("user", "u-2").put("amount", 3);

    assertThat(begun.additions())
        .containsExactly(java.util.Map.entry("user", "u-2"), java.util.Map.entry("amount", 3));
  }

  @Test
  void takesAndDropsEverythingOutsideAnInvocation() {
    ExecutionRecord.begin();
    ExecutionRecord.end();

    ExecutionRecord.current().put("user", "u-1");

    assertThat(ExecutionRecord.current().additions()).isEmpty();
  }

  @Test
  void keepsItsOwnNames() {
    assertThatThrownBy(() -> ExecutionRecord.current().put("status", "GOOD"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'status'");
  }
}
