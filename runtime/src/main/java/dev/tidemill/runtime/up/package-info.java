/** A pipeline that stays up: its parts are started, kept running, changed and drained here. */
package dev.tidemill.runtime.up;
