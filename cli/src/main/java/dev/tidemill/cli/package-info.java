/**
 * The program: its streams, its exit statuses and its ends. The commands are in the packages below.
 */
package dev.tidemill.cli;
