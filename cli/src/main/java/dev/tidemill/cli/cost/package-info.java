/** How a bill is shown. */
package dev.tidemill.cli.cost;
