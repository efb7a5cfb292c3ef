/** Asynchronous invocations of functions, under Lambda's rules. */
package dev.tidemill.runtime.invoke;
