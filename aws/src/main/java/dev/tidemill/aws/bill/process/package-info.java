/** What can take events from a stream to files, with what decides its bill. */
package dev.tidemill.aws.bill.process;
