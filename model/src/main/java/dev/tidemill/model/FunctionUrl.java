package dev.tidemill.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The address at which a function takes HTTP requests: a Lambda function URL. */
public record FunctionUrl(Auth auth, Optional<Cors> cors) {

  /** Who may call. */
  public enum Auth {
    /** Whoever holds the token of the running pipeline; on AWS, whoever IAM lets. */
    IAM,
    /** Everybody. */
    NONE
  }

  /**
   * What browsers are told about pages of other origins.
   *
   * @param maxAge for how long a browser may keep the answer, 0s to 24h
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html">Lambda&#39;s
   *     Cors</a>
   */
  public record Cors(
      List<String> allowOrigins,
      List<String> allowMethods,
      List<String> allowHeaders,
      List<String> exposeHeaders,
      boolean allowCredentials,
      Optional<Duration> maxAge) {

    public Cors {
      allowOrigins = List.copyOf(allowOrigins);
      allowMethods = List.copyOf(allowMethods);
      allowHeaders = List.copyOf(allowHeaders);
      exposeHeaders = List.copyOf(exposeHeaders);
    }
  }
}
