/**
 * Keeps tables small and quick while jobs write them. {@code commits.md}, section 4.1 and row 16.
 */
package dev.tidemill.engine.upkeep;
