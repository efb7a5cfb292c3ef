/**
 * Runs a handler against the Lambda Runtime API
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), in pure Java: AWS's own client
 * carries a native library for Linux.
 */
package dev.tidemill.functions.bootstrap;
