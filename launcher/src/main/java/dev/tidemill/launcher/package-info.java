/**
 * The main class that every Java child process starts under. It knows nothing of ours and uses only
 * {@code java.base}, so that it can stand first on any class path.
 */
package dev.tidemill.launcher;
