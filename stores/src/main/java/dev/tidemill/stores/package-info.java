/**
 * The process of DynamoDB Local, which stands for the stores on this machine. It knows DynamoDB
 * Local and nothing of ours; others start its main class.
 */
package dev.tidemill.stores;
