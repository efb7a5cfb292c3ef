package dev.tidemill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void opensACatalogThatAnotherEngineHasLeft() {
    EngineSettings settings = SharedEngine.settings(SharedEngine.newFolder());
    try (Engine first = Engine.beside(SharedSpark.session(), settings)) {
      assertThat(first).isNotNull();
    }

    try (Engine second = Engine.beside(SharedSpark.session(), settings)) {
      assertThat(second).isNotNull();
    }
  }
}
