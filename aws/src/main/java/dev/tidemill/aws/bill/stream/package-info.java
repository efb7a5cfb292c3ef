/** The services that a stream can live in, with what decides their bills. */
package dev.tidemill.aws.bill.stream;
