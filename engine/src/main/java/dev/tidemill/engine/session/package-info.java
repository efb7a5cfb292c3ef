/** Spark as the engine needs it, and questions to it. */
package dev.tidemill.engine.session;
