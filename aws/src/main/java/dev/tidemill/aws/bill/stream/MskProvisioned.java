package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.Words;
import dev.tidemill.aws.price.PriceKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kafka on brokers of one's own choice.
 *
 * @param type {@code kafka.t3.small}
 * @param zones that the brokers are spread over
 * @param gibPerBroker of disk
 */
public record MskProvisioned(String type, int brokers, int zones, double gibPerBroker)
    implements StreamOption {

  private static final double MIB = 1 << 20;
  private static final double HEADROOM = 2;

  /**
   * A broker writes each byte it is sent 6.5 times at worst: to its disk and its copies, for slow
   * readers and while partitions move. Disk throughput in MiB/s and that factor are those of AWS's
   * sizing script; t3.small, which it leaves out, by the disk throughput of EC2's t3.small.
   *
   * @see <a
   *     href="https://github.com/aws/agent-toolkit-for-aws/blob/d6ad2e44d5e3077b85b63f322e007c84f94f3a6c/skills/specialized-skills/analytics-skills/managing-amazon-msk/scripts/msk_sizing.py">msk_sizing.py</a>
   * @see <a href="https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html#gp_ebs">EBS of
   *     t3</a>
   */
  private static final double WRITES = 6.5;

  private static final Map<String, Double> DISK = new LinkedHashMap<>();

  static {
    DISK.put("kafka.t3.small", 21.75);
    DISK.put("kafka.m5.large", 81.0);
    DISK.put("kafka.m5.xlarge", 144.0);
    DISK.put("kafka.m5.2xlarge", 250.0);
    DISK.put("kafka.m5.4xlarge", 593.75);
    DISK.put("kafka.m5.8xlarge", 850.0);
    DISK.put("kafka.m5.12xlarge", 1000.0);
    DISK.put("kafka.m5.16xlarge", 1000.0);
    DISK.put("kafka.m5.24xlarge", 1000.0);
    DISK.put("kafka.m7g.large", 78.75);
    DISK.put("kafka.m7g.xlarge", 156.25);
    DISK.put("kafka.m7g.2xlarge", 312.5);
    DISK.put("kafka.m7g.4xlarge", 625.0);
    DISK.put("kafka.m7g.8xlarge", 1000.0);
    DISK.put("kafka.m7g.12xlarge", 1000.0);
    DISK.put("kafka.m7g.16xlarge", 1000.0);
  }

  /** With disks that the events fill to one half, 1 GiB at least. */
  public static MskProvisioned holding(Traffic traffic, String type, int brokers, int zones) {
    double copies = traffic.gibKept() * Math.min(3, brokers);
    double gib = Math.max(1, Math.ceil(copies * HEADROOM / brokers));
    return new MskProvisioned(type, brokers, zones, gib);
  }

  /** The fewest brokers of a type, a multiple of the zones, that carry the traffic. */
  public static int brokersFor(Traffic traffic, String type, int zones) {
    double needed = Math.ceil(traffic.bytesPerSecond() / capacity(type));
    return (int) Math.max(zones, Math.ceil(needed / zones) * zones);
  }

  /** Bytes in a second that a broker takes at half of its load. */
  private static double capacity(String type) {
    return DISK.getOrDefault(type, DISK.get("kafka.t3.small")) / WRITES / HEADROOM * MIB;
  }

  @Override
  public String label() {
    return "MSK " + type.substring(type.indexOf('.') + 1) + " ×" + brokers;
  }

  @Override
  public List<Item> items(Traffic traffic) {
    String disk = Words.of("%,.0f GiB a broker", gibPerBroker);
    return List.of(
        new Item(
            "MSK " + type, PriceKeys.broker(type), brokers * Month.HOURS, brokers + " × 730 h"),
        new Item("disks of the brokers", PriceKeys.MSK_STORAGE, brokers * gibPerBroker, disk),
        Zones.crossing(traffic, zones));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic) {
    double most = brokers * capacity(type);
    return traffic.bytesPerSecond() <= most
        ? Optional.empty()
        : Optional.of(
            Words.of(
                "too small: %.1f MiB/s at half load, %.1f are needed",
                most / MIB, traffic.bytesPerSecond() / MIB));
  }

  @Override
  public boolean deployable() {
    return true;
  }
}
