/** A pipeline whose processes are killed again and again, and the counting afterwards. */
package dev.tidemill.cli.whole.soak;
