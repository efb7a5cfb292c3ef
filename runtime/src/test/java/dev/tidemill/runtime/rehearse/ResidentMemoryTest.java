package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

  @Test
  void readsThePeak() {
    assertThat(ResidentMemory.peakMegabytes(List.of("VmRSS:\t  9 kB", "VmHWM:\t  924672 kB")))
        .isEqualTo(903);
    assertThat(ResidentMemory.peakMegabytes(List.of("Name: java"))).isZero();
  }
}
