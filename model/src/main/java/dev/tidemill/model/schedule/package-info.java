/**
 * When schedules fire, by EventBridge Scheduler's rules: <a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">schedule
 * types</a>, and where that page is silent, the narrower reading.
 */
package dev.tidemill.model.schedule;
