package dev.tidemill.model.read.grammar;

import dev.tidemill.model.DataSize;
import java.time.Duration;
import java.time.Instant;

/** Compares values of parameters of one type. */
final class Comparing {

  private Comparing() {}

  static int compare(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.compareTo(y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.compareTo(y);
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return x.compareTo(y);
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return x.compareTo(y);
    }
    if (a instanceof DataSize x && b instanceof DataSize y) {
      return Long.compare(x.bytes(), y.bytes());
    }
    return String.valueOf(a).compareTo(String.valueOf(b));
  }
}
