package dev.tidemill.engine.kind;

import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.NodeKind.Inputs;
import java.util.List;
import java.util.Optional;

/** A stream's messages since the bookmark, decoded by its columns. */
@Kind(
    name = "stream",
    role = Node.Role.SOURCE,
    inputs = Inputs.NONE,
    description = "Reads the messages of a stream that came since the last batch.")
public record StreamSource(
    @Field(type = FieldType.STREAM, required = true, description = "The stream.") String stream,
    @Field(type = FieldType.ANY, slice = 4, description = "Several streams of one shape.")
        Optional<Object> streams,
    @Field(type = FieldType.TEXT, slice = 4, description = "The streams whose names fit.")
        Optional<String> pattern,
    @Field(
            type = FieldType.START,
            defaultText = "earliest",
            description = "Where the first batch begins: earliest, latest or an instant.")
        Object startingOffsets,
    @Field(
            type = FieldType.INTEGER,
            defaultText = "1000000",
            description = "Messages in a batch at most.")
        long maxPerBatch,
    @Field(
            type = FieldType.WORDS,
            words = {"topic", "partition", "offset", "timestamp", "key", "headers"},
            description = "What to add as __topic, __partition and so on.")
        List<String> metadata) {}
