/** Checks that look at more than one key, and the findings as text. */
package dev.tidemill.model.check;
