/**
 * The definition of a pipeline as immutable values. Reading, checking and resolving it are in the
 * packages below; nothing here knows a library of Spark, Kafka or AWS, or HTTP.
 */
package dev.tidemill.model;
