/** How a rehearsal is told: to people as it happens, to programs at its end. */
package dev.tidemill.cli.rehearse;
