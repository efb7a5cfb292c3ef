package dev.tidemill.runtime.process;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a child takes over from our environment: what the system needs, and nothing that would make
 * a pipeline behave differently on another machine (credentials, JVM options, proxies).
 */
public final class Environment {

  private static final String[] ESSENTIALS = {
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SystemRoot", "TEMP", "TMP"
  };

  private Environment() {}

  /** The essentials, with a character set that holds every file name. */
  public static Map<String, String> essentials() {
    Map<String, String> own = System.getenv();
    Map<String, String> essentials = new TreeMap<>();
    for (String name : ESSENTIALS) {
      String value = own.get(name);
      if (value != null) {
        essentials.put(name, value);
      }
    }
    if (!essentials.containsKey("LC_ALL") && !essentials.containsKey("LC_CTYPE")) {
      essentials.putIfAbsent("LANG", "C.UTF-8");
    }
    return essentials;
  }
}
