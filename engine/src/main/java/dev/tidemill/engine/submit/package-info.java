/** Jobs on a Spark that is given: the main class for {@code spark-submit} and Glue. */
package dev.tidemill.engine.submit;
