package dev.tidemill.aws.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something of the deployment that AWS may charge for.
 *
 * @param type as CloudFormation calls it: {@code AWS::MSK::Cluster}
 * @param id in the deployment: what the definition calls it, where it does
 * @param quantities what its price follows from: {@code brokers=2}, {@code
 *     brokerType=kafka.t3.small}
 */
public record Resource(String type, String id, Map<String, String> quantities) {

  public Resource {
    quantities = Collections.unmodifiableMap(new TreeMap<>(quantities));
  }
}
