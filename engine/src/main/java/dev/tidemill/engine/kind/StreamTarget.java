package dev.tidemill.engine.kind;

import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind.FieldType;
import java.util.Optional;

/** Sends rows as messages, in one transaction with the bookmark. */
@Kind(
    name = "stream",
    role = Node.Role.TARGET,
    description = "Sends each row as a message. Who reads them must read read_committed.")
public record StreamTarget(
    @Field(type = FieldType.STREAM, required = true, description = "The stream.") String stream,
    @Field(
            type = FieldType.COLUMN,
            description = "The column whose value is the record key; else the stream's key.")
        Optional<String> key) {}
