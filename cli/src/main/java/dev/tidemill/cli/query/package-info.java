/** How the rows of a query are shown. */
package dev.tidemill.cli.query;
