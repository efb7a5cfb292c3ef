package dev.tidemill.engine.kind;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.NodeKind.Inputs;
import java.util.Optional;

/** The files that came to a folder since the bookmark. */
@Kind(
    name = "files",
    role = Node.Role.SOURCE,
    inputs = Inputs.NONE,
    description = "Reads the files that are new in a folder.")
public record FilesSource(
    @Field(
            type = FieldType.PATH,
            required = true,
            description = "The folder, with all below it, or a pattern: data/2026-*/*.csv.")
        String path,
    @Field(
            type = FieldType.WORD,
            required = true,
            words = {"json", "csv", "parquet", "orc", "avro", "xml", "text"},
            description = "Of the files; json has an object a line.")
        String format,
    @Field(type = FieldType.TYPED_COLUMNS, required = true, description = "The shape of a row.")
        ColumnType.Struct columns,
    @Field(
            type = FieldType.ANY,
            description = "Of csv: header, separator, quote, escape, encoding, nullValue.")
        Optional<Object> options,
    @Field(type = FieldType.ANY, description = "Files that a rehearsal reads instead.")
        Optional<Object> samples) {}
