/** Functions that misbehave, each in a way of its own. */
package dev.tidemill.cli.whole.hostile;
