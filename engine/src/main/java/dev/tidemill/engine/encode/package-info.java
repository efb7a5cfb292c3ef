/** From a row to the message of a stream that the decoder makes the same row of. */
package dev.tidemill.engine.encode;
