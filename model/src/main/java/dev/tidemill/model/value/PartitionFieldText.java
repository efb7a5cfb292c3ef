package dev.tidemill.model.value;

import dev.tidemill.model.Table.PartitionTransform;

/**
 * A partition field without its place.
 *
 * @param argument buckets or width, for those two; otherwise 0
 * @param columnOffset where the column's name begins in the text, in chars
 */
public record PartitionFieldText(
    PartitionTransform transform, String column, int argument, int columnOffset) {}
