/**
 * The functions of the approvals example: plain AWS Lambda handlers. Nothing in here knows whether
 * it runs on Lambda or on a laptop.
 */
package dev.tidemill.examples.approvals;
