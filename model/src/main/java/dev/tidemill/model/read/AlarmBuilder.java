package dev.tidemill.model.read;

import dev.tidemill.model.Alarm;
import dev.tidemill.model.Alarm.Bound;
import dev.tidemill.model.Alarm.Kind;
import dev.tidemill.model.Alarm.Measure;
import dev.tidemill.model.Alarm.Metric;
import dev.tidemill.model.Alarm.Missing;
import dev.tidemill.model.Budget;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Load;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.value.Durations;
import dev.tidemill.model.value.Money;
import dev.tidemill.model.value.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes alarms, the budget and what is expected. */
final class AlarmBuilder {

  private AlarmBuilder() {}

  static Alarm alarm(String id, Fields alarm) {
    Metric metric = metric(alarm.text("metric").orElseThrow());
    return new Alarm(
        id,
        alarm.text("description"),
        metric,
        bound(alarm, metric.measure()),
        alarm.leaf("for", Duration.class).orElseThrow(),
        Leafs.word(Missing.class, alarm, "missing"),
        notified(alarm),
        alarm.position());
  }

  private static Metric metric(String text) {
    String[] parts = text.split("\\.", -1);
    return new Metric(
        Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        parts[1],
        Measure.valueOf(Leafs.constant(parts[2])));
  }

  private static Bound bound(Fields alarm, Measure measure) {
    Optional<Double> band = alarm.leaf("anomaly", Double.class);
    if (band.isPresent()) {
      return new Bound.Anomaly(band.get());
    }
    Optional<String> above = alarm.text("above");
    String text = above.orElseGet(() -> alarm.text("below").orElseThrow());
    if (measure.isTime()) {
      Duration time = Durations.parse("", text).value().orElseThrow();
      return above.isPresent() ? new Bound.Longer(time) : new Bound.Shorter(time);
    }
    double number = Double.parseDouble(text);
    return above.isPresent() ? new Bound.Above(number) : new Bound.Below(number);
  }

  private static List<String> notified(Fields thing) {
    return thing.items("notify").leaves(String.class);
  }

  static Budget budget(Value value) {
    Fields budget = (Fields) value;
    return new Budget(
        Leafs.written(budget.get("monthly").orElseThrow(), Money.class), notified(budget));
  }

  static Load load(String id, Fields load) {
    return new Load(
        Leafs.written(load.get("rate").orElseThrow(), Rate.class),
        load.leaf("size", DataSize.class).orElseThrow(),
        Leafs.written(load.get("peak").orElseThrow(), Rate.class),
        load.position());
  }
}
