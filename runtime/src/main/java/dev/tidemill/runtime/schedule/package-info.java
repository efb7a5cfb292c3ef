/** Schedules that survive the process, under the rules of EventBridge Scheduler. */
package dev.tidemill.runtime.schedule;
