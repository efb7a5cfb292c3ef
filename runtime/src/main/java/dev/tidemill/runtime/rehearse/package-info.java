/** A whole pipeline run once on its samples, with a verdict at the end. */
package dev.tidemill.runtime.rehearse;
