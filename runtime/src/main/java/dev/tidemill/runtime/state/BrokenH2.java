package dev.tidemill.runtime.state;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the pool which of H2's errors end a connection: after a full disk H2 closes the database,
 * every connection there is stays dead, and new ones work.
 */
public final class BrokenH2 implements SQLExceptionOverride {

  /** Connection broken, database closed (also by a write error), database called at shutdown. */
  private static final Set<Integer> BROKEN = Set.of(90067, 90098, 90121, 90028, 90031, 90007);

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    return BROKEN.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
