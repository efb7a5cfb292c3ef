package dev.tidemill.runtime.schedule;

import java.time.Instant;

/**
 * What a schedule is due for next, as kept in the database.
 *
 * @param timing what it was planned by, see {@link DueTimes#timing()}
 * @param due when; once completed, the last time
 */
record Due(String timing, Instant due, boolean completed) {}
