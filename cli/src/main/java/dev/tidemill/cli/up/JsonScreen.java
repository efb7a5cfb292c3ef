package dev.tidemill.cli.up;

import dev.tidemill.cli.json.Json;
import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.history.Entry;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An object a line: {@code {time, event, thing, …}}. */
public final class JsonScreen implements UpScreen {

  private final PrintStream out;
  private final InstantSource clock;
  private final String pipeline;

  /** Prints nothing yet. */
  public JsonScreen(PrintStream out, InstantSource clock, String pipeline) {
    this.out = out;
    this.clock = clock;
    this.pipeline = pipeline;
  }

  @Override
  public void started(String part, String address, Duration took) {
    say("part", part, "address", address, "milliseconds", EventJson.milliseconds(took));
  }

  @Override
  public void waiting(List<String> parts, Duration since) {
    say("waiting", pipeline, "parts", parts, "milliseconds", EventJson.milliseconds(since));
  }

  @Override
  public void ready(URI address, Duration took) {
    say("ready", pipeline, "address", address, "milliseconds", EventJson.milliseconds(took));
  }

  @Override
  public void happened(Entry entry) {
    print(EventJson.of(entry));
  }

  @Override
  public void tick(Supplier<Status> status) {}

  @Override
  public void draining() {
    say("draining", pipeline);
  }

  @Override
  public void stopped(Duration took) {
    say("stopped", pipeline, "milliseconds", EventJson.milliseconds(took));
  }

  private void say(String event, String thing, Object... more) {
    print(EventJson.of(clock.instant(), event, thing, more));
  }

  private void print(Map<String, Object> line) {
    out.println(Json.line(line));
    out.flush();
  }
}
