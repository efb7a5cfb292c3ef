/** The definition's text as a tree that knows where each key and value stands. */
package dev.tidemill.model.read.yaml;
