package dev.tidemill.engine.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which snapshots a table can do without. Each commit rewrites the list of them, so that thousands
 * make every batch slow.
 */
final class Thinning {

  private static final Duration EACH_KEPT = Duration.ofHours(6);
  private static final int EACH_KEPT_AT_MOST = 500;

  private Thinning() {}

  /** When a snapshot was made. */
  record Made(long snapshot, Instant at) {}

  /**
   * All but those of the last 6 hours, 500 at most, and the last of each hour before.
   *
   * @param keep how long an hour's last one stays
   */
  static List<Long> expired(List<Made> snapshots, Instant now, Duration keep) {
    List<Made> newestFirst =
        snapshots.stream().sorted(Comparator.comparing(Made::at).reversed()).toList();
    List<Long> expired = new ArrayList<>();
    Set<Instant> hours = new HashSet<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      Made made = newestFirst.get(i);
      boolean isRecent = i < EACH_KEPT_AT_MOST && made.at().isAfter(now.minus(EACH_KEPT));
      boolean isLastOfHour = hours.add(made.at().truncatedTo(ChronoUnit.HOURS));
      boolean isOld = made.at().isBefore(now.minus(keep));
      if (!isRecent && (isOld || !isLastOfHour)) {
        expired.add(made.snapshot());
      }
    }
    return expired;
  }
}
