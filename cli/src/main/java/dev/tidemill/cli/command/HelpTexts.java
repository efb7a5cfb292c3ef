package dev.tidemill.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * The texts of {@code --help}: files as they are printed, since their layout is part of the manual.
 */
final class HelpTexts {

  private static final String SECTION = "text";

  private HelpTexts() {}

  static void install(CommandLine line) {
    line.setHelpSectionMap(Map.of(SECTION, help -> of(help.commandSpec().name())));
    line.setHelpSectionKeys(List.of(SECTION));
    line.getSubcommands().values().forEach(HelpTexts::install);
  }

  static String of(String command) {
    if (LaterCommand.NAMES.contains(command)) {
      return "[not-built] '" + command + "' comes with a later release\n";
    }
    try (InputStream text =
        HelpTexts.class.getResourceAsStream("/dev/tidemill/cli/help/" + command + ".txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
