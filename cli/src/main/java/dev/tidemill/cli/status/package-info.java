/** How a running pipeline and its jobs' runs are shown to who asks once. */
package dev.tidemill.cli.status;
