/**
 * Functions behind HTTP, as <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html">Lambda function
 * URLs</a>: requests become events, results become responses. It knows no HTTP server.
 */
package dev.tidemill.runtime.function.url;
