/** Processes that make templates and deploy them. */
package dev.tidemill.cli.aws;
