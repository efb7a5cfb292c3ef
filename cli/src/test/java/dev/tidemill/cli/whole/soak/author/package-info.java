/** What the author of the soak's pipeline writes. */
package dev.tidemill.cli.whole.soak.author;
