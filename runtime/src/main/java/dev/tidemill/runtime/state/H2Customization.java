package dev.tidemill.runtime.state;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What db-scheduler does not know of H2: rows can be locked and fetched at once, and times must
 * carry their offset, or the hour that comes twice in autumn is ambiguous.
 */
final class H2Customization extends DefaultJdbcCustomization {

  H2Customization() {
    super(false);
  }

  @Override
  public void setInstant(PreparedStatement statement, int index, Instant value)
      throws SQLException {
    statement.setObject(index, value == null ? null : value.atOffset(ZoneOffset.UTC));
  }

  @Override
  public Instant getInstant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  @Override
  public boolean supportsGenericLockAndFetch() {
    return true;
  }

  @Override
  public String createGenericSelectForUpdateQuery(
      String table, int limit, String condition, boolean byPriority) {
    return "select * from %s where picked = ? and execution_time <= ? %s order by execution_time %s"
            .formatted(table, condition, getQueryLimitPart(limit))
        + " for update skip locked";
  }

  @Override
  public String getName() {
    return "H2";
  }
}
