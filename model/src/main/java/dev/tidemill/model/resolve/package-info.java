/** What a definition means in a stage: overlays, options, and the text of the outcome. */
package dev.tidemill.model.resolve;
