/** The database in which a running pipeline keeps what must outlive its process. */
package dev.tidemill.runtime.state;
