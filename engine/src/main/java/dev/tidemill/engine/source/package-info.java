/** What there is to read, and reading it. {@code commits.md}, section 3. */
package dev.tidemill.engine.source;
