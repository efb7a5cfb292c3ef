package dev.tidemill.examples.approvals;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells an approver that somebody waits.
 *
 * @param waitingDays whole days of 24 hours since the approval was asked for
 */
record Reminder(String approvalId, String approverId, long waitingDays) {

  /** The reminder for an approval that has been pending for longer than {@code patience}. */
  static Optional<Reminder> of(Approval approval, Instant now, Duration patience) {
    Duration waiting = Duration.between(approval.submittedAt(), now);
    return approval.isPending() && waiting.compareTo(patience) > 0
        ? Optional.of(new Reminder(approval.approvalId(), approval.approverId(), waiting.toDays()))
        : Optional.empty();
  }

  /** The message for the stream {@code reminders}; without an e-mail if the approver has none. */
  Map<String, Object> toEvent(Optional<String> approverEmail) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("approvalId", approvalId);
    event.put("approverId", approverId);
    approverEmail.ifPresent(email -> event.put("approverEmail", email));
    event.put("waitingDays", waitingDays);
    return event;
  }
}
