package dev.tidemill.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private static final Terminal TERMINAL = new Terminal(true, true, 120, false);

  @Test
  void takesWhatTheScriptFound() {
    Terminal found =
        Terminal.detect(
            Map.of("tidemill.terminal", "out,err", "tidemill.columns", "132")::get,
            Map.of("TERM", "xterm")::get);
    assertThat(found).isEqualTo(new Terminal(true, true, 132, false));
    assertThat(found.redraws()).isTrue();
  }

  @Test
  void staysAtTheLayoutWithoutATerminal() {
    Terminal piped = Terminal.detect(name -> null, name -> null);
    assertThat(piped.width()).isEqualTo(80);
    assertThat(piped.cuts()).isFalse();
    assertThat(piped.redraws()).isFalse();
  }

  @Test
  void redrawsOnlyWhereBothStreamsAreATerminalThatCan() {
    assertThat(new Terminal(true, false, 80, false).redraws()).isFalse();
    assertThat(new Terminal(false, true, 80, false).redraws()).isFalse();
    assertThat(new Terminal(true, true, 80, true).redraws()).isFalse();
  }

  @Test
  void coloursOnlyATerminalThatWantsIt() {
    assertThat(TERMINAL.style(Terminal.Color.AUTO, name -> null)).isEqualTo(Style.COLOR);
    assertThat(TERMINAL.style(Terminal.Color.NEVER, name -> null)).isEqualTo(Style.PLAIN);
    assertThat(TERMINAL.style(Terminal.Color.AUTO, Map.of("NO_COLOR", "1")::get))
        .isEqualTo(Style.PLAIN);
    assertThat(TERMINAL.style(Terminal.Color.AUTO, Map.of("NO_COLOR", "")::get))
        .isEqualTo(Style.COLOR);
    assertThat(new Terminal(true, true, 80, true).style(Terminal.Color.AUTO, name -> null))
        .isEqualTo(Style.PLAIN);
    assertThat(new Terminal(false, true, 80, false).style(Terminal.Color.AUTO, name -> null))
        .isEqualTo(Style.PLAIN);
    assertThat(new Terminal(false, false, 80, false).style(Terminal.Color.ALWAYS, name -> null))
        .isEqualTo(Style.COLOR);
  }
}
