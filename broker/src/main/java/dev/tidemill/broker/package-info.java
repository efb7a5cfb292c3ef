/**
 * The process of the Kafka broker. It knows Kafka and nothing of ours; others start its main class.
 */
package dev.tidemill.broker;
