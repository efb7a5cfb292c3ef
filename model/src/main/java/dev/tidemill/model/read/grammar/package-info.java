/**
 * The grammar of the definition as data: every key with its shape, default and release step, and
 * how a text becomes typed values.
 */
package dev.tidemill.model.read.grammar;
