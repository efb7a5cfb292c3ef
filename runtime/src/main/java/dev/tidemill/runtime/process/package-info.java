/**
 * The child processes of a running pipeline: the installation they are started from, how they start
 * and end, and what is left over from a run that could not end them. Knows the children by their
 * class paths and their one line on standard output, never their classes.
 */
package dev.tidemill.runtime.process;
