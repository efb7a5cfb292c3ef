package dev.tidemill.runtime.job;

import static dev.tidemill.model.RunState.ERROR;
import static dev.tidemill.model.RunState.EXPIRED;
import static dev.tidemill.model.RunState.FAILED;
import static dev.tidemill.model.RunState.RUNNING;
import static dev.tidemill.model.RunState.STARTING;
import static dev.tidemill.model.RunState.STOPPED;
import static dev.tidemill.model.RunState.STOPPING;
import static dev.tidemill.model.RunState.SUCCEEDED;
import static dev.tidemill.model.RunState.TIMEOUT;
import static dev.tidemill.model.RunState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.RunState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTransitionsTest {

  /** The table of docs/up.md. What is not in it is forbidden. */
  private static final Map<RunState, Set<RunState>> ALLOWED = new EnumMap<>(RunState.class);

  static {
    ALLOWED.put(WAITING, EnumSet.of(STARTING, STOPPED, ERROR));
    ALLOWED.put(STARTING, EnumSet.of(RUNNING, STOPPING, FAILED, TIMEOUT, EXPIRED));
    ALLOWED.put(RUNNING, EnumSet.of(STOPPING, SUCCEEDED, FAILED, TIMEOUT, EXPIRED));
    ALLOWED.put(STOPPING, EnumSet.of(STOPPED));
  }

  @Test
  void areThoseOfTheTableAndNoOthers() {
    for (RunState from : RunState.values()) {
      for (RunState to : RunState.values()) {
        assertThat(RunTransitions.isAllowed(from, to))
            .as("%s to %s", from, to)
            .isEqualTo(ALLOWED.getOrDefault(from, Set.of()).contains(to));
      }
    }
  }

  @Test
  void nothingFollowsAFinalState() {
    for (RunState from : RunState.values()) {
      boolean ends = EnumSet.allOf(RunState.class).stream().noneMatch(to -> isAllowed(from, to));
      assertThat(ends).as("%s", from).isEqualTo(from.isFinal());
    }
  }

  private static boolean isAllowed(RunState from, RunState to) {
    return RunTransitions.isAllowed(from, to);
  }
}
