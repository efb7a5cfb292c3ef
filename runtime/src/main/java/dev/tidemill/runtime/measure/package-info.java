/** What a data folder tells of the work that was done in it: times, sizes and numbers. */
package dev.tidemill.runtime.measure;
