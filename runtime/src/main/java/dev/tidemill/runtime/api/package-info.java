/**
 * The local HTTP API of a running pipeline: what it needs of the pipeline, the server, the client,
 * the metrics.
 */
package dev.tidemill.runtime.api;
