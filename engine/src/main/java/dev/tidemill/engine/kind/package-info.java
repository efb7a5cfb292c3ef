/** The kinds of nodes: what they are called, take and give. Nothing here loads Spark. */
package dev.tidemill.engine.kind;
