/** Archives that are the same bytes wherever and whenever they are made of the same files. */
package dev.tidemill.aws.asset;
