/** What is claimed about speed, measured: each main class prints one table. */
package dev.tidemill.bench;
