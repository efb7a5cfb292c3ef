package dev.tidemill.runtime.schedule;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes fires down, and refuses them while told to. */
final class Recorded implements FireTargets {

  final List<Fire> fires = new CopyOnWriteArrayList<>();
  final List<String> sent = new CopyOnWriteArrayList<>();
  volatile RuntimeException failure;

  List<Instant> times(String schedule) {
    return fires.stream()
        .filter(fire -> fire.schedule().equals(schedule))
        .map(Fire::scheduledTime)
        .toList();
  }

  @Override
  public void function(String function, byte[] event, Fire fire) {
    take("function " + function, fire);
  }

  @Override
  public void job(String job, Fire fire) {
    take("job " + job, fire);
  }

  @Override
  public void stream(String stream, byte[] message, Fire fire) {
    take("stream " + stream, fire);
  }

  private void take(String target, Fire fire) {
    fires.add(fire);
    sent.add(target);
    if (failure != null) {
      throw failure;
    }
  }
}
