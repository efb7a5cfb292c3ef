/** What {@code --json} prints. */
package dev.tidemill.cli.json;
