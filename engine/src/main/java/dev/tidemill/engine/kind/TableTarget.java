package dev.tidemill.engine.kind;

import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.Sql;
import java.util.List;
import java.util.Optional;

/** Writes rows into a table, in one commit with the bookmark. */
@Kind(name = "table", role = Node.Role.TARGET, description = "Writes the rows into a table.")
public record TableTarget(
    @Field(type = FieldType.TABLE, required = true, description = "The table.") String table,
    @Field(
            type = FieldType.WORD,
            defaultText = "append",
            words = {"append", "upsert", "overwrite", "overwritePartitions", "merge"},
            description = "How rows that are there already are treated.")
        String mode,
    @Field(
            type = FieldType.COLUMNS,
            slice = 4,
            description = "What makes a row one; else the table's keys.")
        List<String> keys,
    @Field(
            type = FieldType.COLUMN,
            slice = 4,
            description = "Of rows with equal keys, the one with the greatest value wins.")
        Optional<String> latestBy,
    @Field(type = FieldType.SQL, slice = 4, description = "Rows for which it is true are deleted.")
        Optional<Sql> deleteWhen,
    @Field(type = FieldType.ANY, slice = 4, description = "The clauses of a merge.")
        Optional<Object> clauses) {}
