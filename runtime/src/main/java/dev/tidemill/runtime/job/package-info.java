/** The runs of jobs in a living pipeline: when they begin, what state they are in, how they end. */
package dev.tidemill.runtime.job;
