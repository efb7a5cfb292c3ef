package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.Words;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKey;
import java.util.List;
import java.util.Optional;

/**
 * A Glue job that never ends. One of its workers is the driver.
 *
 * @param dpuHour which of Glue's prices holds: that of 6.0 or that of the versions before
 */
public record GlueStreaming(GlueWorker worker, int workers, PriceKey dpuHour)
    implements ProcessOption {

  /** Of that kind of worker, as many as the traffic needs and two at least. */
  public static GlueStreaming carrying(Traffic traffic, GlueWorker worker, PriceKey dpuHour) {
    int executors = (int) Math.max(1, Math.ceil(Speed.vcpus(traffic) / worker.vcpus()));
    return new GlueStreaming(worker, executors + 1, dpuHour);
  }

  @Override
  public String label() {
    return "Glue streaming " + worker.type() + " ×" + workers;
  }

  @Override
  public List<Item> items(Traffic traffic, StreamOption stream) {
    double dpu = workers * worker.dpu();
    String assumption = Words.of("%d × %s = %s DPU × 730 h", workers, worker.type(), dpu);
    return List.of(
        new Item("Glue run without end", dpuHour, dpu * Month.HOURS, assumption),
        Speed.filesEachMinute(workers));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic, StreamOption stream) {
    return Speed.obstacle(traffic, (workers - 1) * worker.vcpus());
  }

  @Override
  public boolean deployable() {
    return true;
  }
}
