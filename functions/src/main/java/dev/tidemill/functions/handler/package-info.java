/**
 * Handler strings: which class and method they mean, and how Lambda's Java runtime would call them.
 */
package dev.tidemill.functions.handler;
