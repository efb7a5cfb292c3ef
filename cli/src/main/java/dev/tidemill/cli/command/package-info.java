/** The commands: options, arguments, exit statuses. */
package dev.tidemill.cli.command;
