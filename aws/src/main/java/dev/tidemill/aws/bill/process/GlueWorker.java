package dev.tidemill.aws.bill.process;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of workers of a Glue job.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/worker-types.html">Worker types</a>
 */
public enum GlueWorker {
  G_025X("G.025X", 0.25, 2),
  G_1X("G.1X", 1, 4),
  G_2X("G.2X", 2, 8),
  G_4X("G.4X", 4, 16),
  G_8X("G.8X", 8, 32),
  G_12X("G.12X", 12, 48),
  G_16X("G.16X", 16, 64);

  private final String type;
  private final double dpu;
  private final int vcpus;

  GlueWorker(String type, double dpu, int vcpus) {
    this.type = type;
    this.dpu = dpu;
    this.vcpus = vcpus;
  }

  /** That of a type; empty for one that is not known here. */
  public static Optional<GlueWorker> of(String type) {
    return Arrays.stream(values()).filter(worker -> worker.type.equals(type)).findFirst();
  }

  /** {@code G.025X}. */
  public String type() {
    return type;
  }

  /** Data processing units, in which Glue is charged. */
  public double dpu() {
    return dpu;
  }

  /** Virtual processors. */
  public int vcpus() {
    return vcpus;
  }
}
