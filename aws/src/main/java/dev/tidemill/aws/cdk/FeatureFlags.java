package dev.tidemill.aws.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The <a href="https://docs.aws.amazon.com/cdk/v2/guide/featureflags.html">feature flags</a> of
 * CDK, as they were recommended when this was first released. They stay as they are: another set
 * would change what is deployed already.
 */
final class FeatureFlags {

  private FeatureFlags() {}

  /** As context of an app. */
  static Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    try (InputStream in = FeatureFlags.class.getResourceAsStream("feature-flags.txt")) {
      new String(in.readAllBytes(), UTF_8).lines().forEach(flag -> context.put(flag, true));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    context.put("@aws-cdk/core:target-partitions", List.of("aws"));
    return context;
  }
}
