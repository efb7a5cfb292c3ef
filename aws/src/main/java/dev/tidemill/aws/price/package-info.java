/** List prices of AWS: a sheet with the source and the date of each price. */
package dev.tidemill.aws.price;
