/** See the POM's description; the real page comes with the code. */
package dev.tidemill.launcher;
