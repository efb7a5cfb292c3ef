/**
 * What a month of a deployment costs: quantities with their assumptions, priced from a sheet. A
 * month is 730 hours; what AWS bills as GB is 2^30 bytes.
 */
package dev.tidemill.aws.bill;
