/** What is different between two definitions, and what of it a running pipeline may take. */
package dev.tidemill.model.change;
