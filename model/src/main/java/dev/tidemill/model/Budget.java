package dev.tidemill.model;

import dev.tidemill.model.value.Money;
import java.util.List;

/**
 * What a month on AWS may cost.
 *
 * @param recipients who is told: e-mail addresses and ARNs of SNS topics
 */
public record Budget(Money monthly, List<String> recipients) {
  public Budget {
    recipients = List.copyOf(recipients);
  }
}
