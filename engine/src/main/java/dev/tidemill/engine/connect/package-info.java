/** How the clusters of streams are reached: a connection as settings of Kafka clients. */
package dev.tidemill.engine.connect;
