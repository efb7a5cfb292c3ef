/** Messages that we send to streams ourselves. */
package dev.tidemill.runtime.stream;
