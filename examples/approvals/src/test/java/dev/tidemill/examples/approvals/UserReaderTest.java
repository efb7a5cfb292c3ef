package dev.tidemill.examples.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserReaderTest {
  private static List<Map<String, Object>> goodUsers() {
    return SampleFiles.read(SampleFiles.USERS);
  }

  @Test
  void takesEveryGoodSample() {
    assertThat(goodUsers()).allSatisfy(event -> new UserReader(event).user());
  }

  @Test
  void keepsTheValuesOfAUser() {
    User user = new UserReader(someone()).user();

    assertThat(user.lastName()).isEqualTo("Größlich");
    assertThat(user.toItem().get("joinedOn").s()).isEqualTo("2026-11-02");
    assertThat(user.toItem().get("weeklyHours").n()).isEqualTo("38.5");
  }

  @Test
  void leavesOutHoursThatAreNotGiven() {
    Map<String, Object> event = someone();
    event.remove("weeklyHours");

    assertThat(new UserReader(event).user().toItem()).doesNotContainKey("weeklyHours");
  }

  @Test
  void saysWhatIsWrongWithEachBadSample() {
    List<String> messages =
        SampleFiles.read(SampleFiles.BAD_USERS).stream()
            .map(event -> catchThrowable(() -> new UserReader(event).user()).getMessage())
            .toList();

    assertThat(messages)
        .containsExactly(
            "userId is missing",
            "userId '9002' is not an id of ours: write u- and digits",
            "firstName ' ' is empty",
            "lastName 'ÜberÜberÜberÜberÜberÜberÜberÜberÜberÜber…' has 120 characters: at most 100",
            "email 'a@' is not an address: write name@domain",
            "department 'Enginering' is none of ours: write Büro Zürich, Engineering, Finance,"
                + " Logistics, Marketing, People, Sales, Support",
            "department '42' is not a text",
            "approverId 'u-9008' is the user: nobody approves their own requests",
            "approverId is missing",
            "joinedOn '2026-02-30' is not a date: write it like 2026-11-13",
            "weeklyHours 'forty' is not a number",
            "lastName 'Ro\uFFFDt' has a character that cannot be printed;"
                + " weeklyHours '400' is out of range: write 1 to 60");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@b.example",
        "a@b",
        "a b@c.example",
        "a@b..example",
        "a@b.example\n",
        "ä@b.c"
      })
  void refusesWhatIsNoAddress(String email) {
    assertThatExceptionOfType(InvalidUser.class)
        .isThrownBy(() -> new UserReader(with("email", email)).user())
        .withMessageStartingWith("email '");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 60.01, -1, Double.MAX_VALUE})
  void refusesHoursOutOfRange(double hours) {
    assertThatExceptionOfType(InvalidUser.class)
        .isThrownBy(() -> new UserReader(with("weeklyHours", hours)).user())
        .withMessageContaining("is out of range");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 60})
  void takesHoursAtTheEndsOfTheRange(double hours) {
    assertThat(new UserReader(with("weeklyHours", hours)).user().weeklyHours()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void refusesHoursThatAreNoNumber(double hours) {
    assertThatExceptionOfType(InvalidUser.class)
        .isThrownBy(() -> new UserReader(with("weeklyHours", hours)).user());
  }

  @Test
  void refusesHalfASurrogatePair() {
    assertThatExceptionOfType(InvalidUser.class)
        .isThrownBy(() -> new UserReader(with("firstName", "a\ud800b")).user())
        .withMessage("firstName 'a\uFFFDb' has a character that cannot be printed");
  }

  @Test
  void takesNamesOutsideTheBasicPlane() {
    assertThat(new UserReader(with("lastName", "𠮷田")).user().lastName()).isEqualTo("𠮷田");
  }

  @Test
  void refusesAnEmptyEventWithAllThatIsMissing() {
    assertThatExceptionOfType(InvalidUser.class)
        .isThrownBy(() -> new UserReader(null).user())
        .withMessage(
            "userId is missing; department is missing; firstName is missing; lastName is missing;"
                + " email is missing; approverId is missing; joinedOn is missing");
  }

  @Test
  void knowsOnlyWhatIsValidOfARefusedUser() {
    Map<String, Object> event = with("department", 42);
    event.put("email", "a@");

    assertThat(new UserReader(event).known()).containsOnly(Map.entry("userId", "u-17"));
  }

  @Test
  void knowsIdAndDepartmentOfAGoodUser() {
    assertThat(new UserReader(someone()).known())
        .containsExactly(Map.entry("userId", "u-17"), Map.entry("department", "Sales"));
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> event = someone();
    event.put(field, value);
    return event;
  }

  static Map<String, Object> someone() {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("userId", "u-17");
    event.put("firstName", "Zoë");
    event.put("lastName", "Größlich");
    event.put("email", "zoe@tidemill.example");
    event.put("department", "Sales");
    event.put("approverId", "u-3");
    event.put("joinedOn", "2026-11-02");
    event.put("weeklyHours", 38.5);
    return event;
  }
}
