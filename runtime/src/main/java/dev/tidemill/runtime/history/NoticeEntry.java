package dev.tidemill.runtime.history;

import java.time.Instant;

/**
 * Something that the user should know, said once.
 *
 * @param thing what it is about: {@code state database}, {@code broker}, {@code job ID}
 * @param text one line
 * @param warning whether something does not go as it should
 */
public record NoticeEntry(Instant at, String thing, String text, boolean warning)
    implements Entry {}
