package dev.tidemill.runtime.process;

import java.util.Map;
import java.util.TreeMap;

/** What stands for an AWS account on this machine: it opens nothing anywhere. */
public final class LocalAws {

  /** The region that functions run in here. */
  public static final String REGION = "us-east-1";

  /** The account in names of resources. */
  public static final String ACCOUNT = "000000000000";

  static final String ACCESS_KEY = "tidemill";
  static final String SECRET_KEY = "tidemill";

  private LocalAws() {}

  /** Region and credentials as a function's environment has them. */
  public static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_DEFAULT_REGION", REGION);
    environment.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    // Without it the SDK of a function asks an address that no laptop answers.
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }
}
