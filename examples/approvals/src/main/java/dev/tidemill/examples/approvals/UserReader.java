package dev.tidemill.examples.approvals;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one event as a user and remembers everything that is wrong with it. */
final class UserReader {
  static final List<String> DEPARTMENTS =
      List.of(
          "Büro Zürich",
          "Engineering",
          "Finance",
          "Logistics",
          "Marketing",
          "People",
          "Sales",
          "Support");

  private static final Pattern ID = Pattern.compile("u-[0-9]{1,6}");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final BigDecimal MIN_HOURS = BigDecimal.ONE;
  private static final BigDecimal MAX_HOURS = BigDecimal.valueOf(60);
  private static final int MAX_LENGTH = 100;
  private static final int SHOWN = 40;

  private final Map<String, Object> event;
  private final List<String> faults = new ArrayList<>();
  private final Optional<String> userId;
  private final Optional<String> department;

  UserReader(Map<String, Object> event) {
    this.event = event == null ? Map.of() : event;
    userId = id("userId");
    department = department();
  }

  /** What is known for certain of the user, also of one who will be refused. */
  Map<String, Object> known() {
    Map<String, Object> known = new LinkedHashMap<>();
    userId.ifPresent(id -> known.put("userId", id));
    department.ifPresent(name -> known.put("department", name));
    return known;
  }

  /**
   * The user.
   *
   * @throws InvalidUser with all faults at once
   */
  User user() {
    Optional<String> firstName = text("firstName");
    Optional<String> lastName = text("lastName");
    Optional<String> email = email();
    Optional<String> approverId = approver();
    Optional<LocalDate> joinedOn = date("joinedOn");
    Optional<BigDecimal> weeklyHours = hours("weeklyHours");
    if (!faults.isEmpty()) {
      throw new InvalidUser(faults);
    }
    return new User(
        userId.orElseThrow(),
        firstName.orElseThrow(),
        lastName.orElseThrow(),
        email.orElseThrow(),
        department.orElseThrow(),
        approverId.orElseThrow(),
        joinedOn.orElseThrow(),
        weeklyHours);
  }

  private Optional<String> id(String field) {
    return text(field)
        .filter(
            value ->
                ID.matcher(value).matches()
                    || refuse(field, "is not an id of ours: write u- and digits"));
  }

  private Optional<String> department() {
    return text("department")
        .filter(
            value ->
                DEPARTMENTS.contains(value)
                    || refuse(
                        "department", "is none of ours: write " + String.join(", ", DEPARTMENTS)));
  }

  private Optional<String> email() {
    return text("email")
        .filter(
            value ->
                EMAIL.matcher(value).matches()
                    || refuse("email", "is not an address: write name@domain"));
  }

  private Optional<String> approver() {
    return id("approverId")
        .filter(
            value ->
                !userId.equals(Optional.of(value))
                    || refuse("approverId", "is the user: nobody approves their own requests"));
  }

  private Optional<LocalDate> date(String field) {
    return text(field)
        .flatMap(
            value -> {
              try {
                return Optional.of(LocalDate.parse(value));
              } catch (DateTimeException e) {
                refuse(field, "is not a date: write it like 2026-11-13");
                return Optional.empty();
              }
            });
  }

  private Optional<BigDecimal> hours(String field) {
    Object value = event.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      refuse(field, "is not a number");
      return Optional.empty();
    }
    BigDecimal hours = new BigDecimal(number.toString());
    if (hours.compareTo(MIN_HOURS) < 0 || hours.compareTo(MAX_HOURS) > 0) {
      refuse(field, "is out of range: write 1 to 60");
      return Optional.empty();
    }
    return Optional.of(hours);
  }

  private Optional<String> text(String field) {
    Object value = event.get(field);
    if (value == null) {
      faults.add(field + " is missing");
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      refuse(field, "is not a text");
      return Optional.empty();
    }
    if (text.isBlank()) {
      refuse(field, "is empty");
    } else if (text.length() > MAX_LENGTH) {
      refuse(field, "has " + text.length() + " characters: at most " + MAX_LENGTH);
    } else if (text.codePoints().anyMatch(UserReader::isUnprintable)) {
      refuse(field, "has a character that cannot be printed");
    } else {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  private static boolean isUnprintable(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private boolean refuse(String field, String fault) {
    faults.add(field + " '" + shown(String.valueOf(event.get(field))) + "' " + fault);
    return false;
  }

  private static String shown(String value) {
    String printable =
        value
            .codePoints()
            .map(character -> isUnprintable(character) ? '\uFFFD' : character)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return printable.codePointCount(0, printable.length()) <= SHOWN
        ? printable
        : printable.substring(0, printable.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
