/** What schedules could not deliver and functions could not do, kept until it is sent again. */
package dev.tidemill.runtime.deadletter;
