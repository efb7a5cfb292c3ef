/** Sends dead letters to their streams again. {@code commits.md}, section 5 and row 19. */
package dev.tidemill.engine.redrive;
