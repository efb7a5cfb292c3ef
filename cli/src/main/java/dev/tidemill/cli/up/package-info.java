/** A pipeline that is up, on the screen: the live view, the lines of what happens. */
package dev.tidemill.cli.up;
