package dev.tidemill.examples.approvals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A user who passed the checks of {@link UserReader}. */
record User(
    String userId,
    String firstName,
    String lastName,
    String email,
    String department,
    String approverId,
    LocalDate joinedOn,
    Optional<BigDecimal> weeklyHours) {

  /** The user as an item of the store {@code users}. */
  Map<String, AttributeValue> toItem() {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    item.put("userId", AttributeValue.fromS(userId));
    item.put("firstName", AttributeValue.fromS(firstName));
    item.put("lastName", AttributeValue.fromS(lastName));
    item.put("email", AttributeValue.fromS(email));
    item.put("department", AttributeValue.fromS(department));
    item.put("approverId", AttributeValue.fromS(approverId));
    item.put("joinedOn", AttributeValue.fromS(joinedOn.toString()));
    weeklyHours.ifPresent(
        hours -> item.put("weeklyHours", AttributeValue.fromN(hours.toPlainString())));
    return item;
  }
}
