/**
 * What the author of a function links: a client that sends events to the pipeline's streams, the
 * record of the running invocation, and the handler that wraps the author's own, the same here and
 * on AWS.
 */
package dev.tidemill.functions;
