package dev.tidemill.runtime.up;

import dev.tidemill.model.read.Checked;
import dev.tidemill.runtime.DataFolder;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How a pipeline is to stay up.
 *
 * @param data its folder
 * @param port of the local API, which must be free; empty: the definition's, else the next free one
 * @param definition reads and checks the files anew
 * @param watch whether changes of the files are taken up while it runs
 */
public record UpOptions(
    DataFolder data, OptionalInt port, Supplier<Checked> definition, boolean watch) {}
