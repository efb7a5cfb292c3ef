/** The same pipeline on AWS: what is deployed, what it costs. Nothing here runs a pipeline. */
package dev.tidemill.aws;
