/** Files as sources and targets: lists of what came, manifests of what was written. */
package dev.tidemill.engine.files;
