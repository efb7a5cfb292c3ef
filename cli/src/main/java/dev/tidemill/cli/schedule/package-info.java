/** When schedules fire next, and what the clocks' changes do to it. */
package dev.tidemill.cli.schedule;
