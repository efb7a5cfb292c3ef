package dev.tidemill.engine.kind;

import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind.FieldType;
import java.util.List;
import java.util.Optional;

/** Writes files that appear whole, in one commit with the bookmark. */
@Kind(name = "files", role = Node.Role.TARGET, description = "Writes files.")
public record FilesTarget(
    @Field(type = FieldType.PATH, required = true, description = "The folder.") String path,
    @Field(
            type = FieldType.WORD,
            defaultText = "parquet",
            words = {"parquet", "json", "csv", "orc", "avro", "xml", "text"},
            description = "Of the files.")
        String format,
    @Field(type = FieldType.COLUMNS, description = "A folder for each value: country=DE/.")
        List<String> partitionBy,
    @Field(
            type = FieldType.WORD,
            words = {"none", "gzip", "snappy", "zstd"},
            description = "Of the files; else zstd for parquet and none for text.")
        Optional<String> compression,
    @Field(
            type = FieldType.ANY,
            description = "Of csv: header, separator, quote, escape, encoding, nullValue.")
        Optional<Object> options) {}
