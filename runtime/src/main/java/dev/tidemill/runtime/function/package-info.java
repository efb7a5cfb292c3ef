/**
 * Functions as child processes that speak the Lambda Runtime API: environment, limits, errors and
 * logs as on AWS. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda runtime
 * API</a>.
 */
package dev.tidemill.runtime.function;
