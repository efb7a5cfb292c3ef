/** The transforms: one record each, its components the fields of the node. */
package dev.tidemill.engine.transform;
