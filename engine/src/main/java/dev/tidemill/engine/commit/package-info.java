/**
 * Bookmarks, and the fence that every commit to a table passes. {@code commits.md}, sections 1 and
 * 4.1.
 */
package dev.tidemill.engine.commit;
