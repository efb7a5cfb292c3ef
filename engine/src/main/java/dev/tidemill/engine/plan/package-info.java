/** A job's graph as one Spark plan over a range, with the counts of its nodes. */
package dev.tidemill.engine.plan;
