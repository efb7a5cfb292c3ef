/** A job batch by batch: recover, catch up, choose a range, write it to each target. */
package dev.tidemill.engine.run;
