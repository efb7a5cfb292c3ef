/** The functions that are measured, as their authors would write them. */
package dev.tidemill.bench.author;
