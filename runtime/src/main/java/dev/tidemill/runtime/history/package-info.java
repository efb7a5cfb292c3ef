/** What happened: invocations, fires of schedules, job runs, batches, notices. */
package dev.tidemill.runtime.history;
