/** From a message's bytes to a row of the stream's columns, or to the reason why not. */
package dev.tidemill.engine.decode;
