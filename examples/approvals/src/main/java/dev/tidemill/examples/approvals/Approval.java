package dev.tidemill.examples.approvals;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A time sheet or a vacation request that somebody has to approve. */
record Approval(String approvalId, String approverId, String status, Instant submittedAt) {
  static final String PENDING = "pending";

  /** The approval in an item of the store {@code approvals}; empty if a field is missing or bad. */
  static Optional<Approval> of(Map<String, AttributeValue> item) {
    String approvalId = text(item, "approvalId");
    String approverId = text(item, "approverId");
    String status = text(item, "status");
    String submittedAt = text(item, "submittedAt");
    if (approvalId == null || approverId == null || status == null || submittedAt == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Approval(
              approvalId, approverId, status, OffsetDateTime.parse(submittedAt).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  boolean isPending() {
    return status.equals(PENDING);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }
}
