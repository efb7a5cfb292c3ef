package dev.tidemill.aws.plan;

import java.util.List;
import java.util.Optional;

/**
 * The network that brokers, and what talks to them, are in.
 *
 * @param vpc the id of one that is there; empty: the deployment makes one, of isolated subnets
 * @param subnets ids of its subnets, one a zone
 * @param endpoints the interface endpoints that are needed, by AWS's short names: {@code glue};
 *     each has its price per zone and hour
 * @param nat whether functions reach the internet through a NAT gateway
 */
public record Network(
    Optional<String> vpc, List<String> subnets, int zones, List<String> endpoints, boolean nat) {

  public Network {
    subnets = List.copyOf(subnets);
    endpoints = List.copyOf(endpoints);
  }

  /** What Glue calls its way into a zone, counted from 1. */
  public static String connection(String deployment, int zone) {
    return deployment + "-" + zone;
  }
}
