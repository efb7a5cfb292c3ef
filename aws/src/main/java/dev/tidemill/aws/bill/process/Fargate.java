package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKeys;
import java.util.List;
import java.util.Optional;

/** Tasks of 2 virtual processors and 8 GB that read the stream without end. */
public record Fargate(int tasks) implements ProcessOption {

  private static final int VCPUS = 2;
  private static final int GB = 8;

  /** As many tasks as the traffic needs. */
  public static Fargate carrying(Traffic traffic) {
    return new Fargate((int) Math.max(1, Math.ceil(Speed.vcpus(traffic) / VCPUS)));
  }

  @Override
  public String label() {
    return "Fargate 2 vCPU/8 GB ×" + tasks;
  }

  @Override
  public List<Item> items(Traffic traffic, StreamOption stream) {
    double hours = tasks * Month.HOURS;
    String assumption = tasks + " × 730 h";
    return List.of(
        new Item("Fargate", PriceKeys.FARGATE_VCPU, hours * VCPUS, assumption),
        new Item("memory of Fargate", PriceKeys.FARGATE_MEMORY, hours * GB, assumption),
        Speed.filesEachMinute(tasks));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic, StreamOption stream) {
    return Speed.obstacle(traffic, tasks * VCPUS);
  }
}
