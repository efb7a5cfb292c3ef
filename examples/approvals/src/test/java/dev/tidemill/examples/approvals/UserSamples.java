package dev.tidemill.examples.approvals;

import dev.tidemill.examples.approvals.Names.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** The users of the samples: good ones, and bad ones that are each bad in another way. */
final class UserSamples {
  static final int COUNT = 300;

  private static final long SEED = 20261113;
  private static final int DIRECTORS = 2;
  private static final int HEADS = 16;
  private static final LocalDate FOUNDED = LocalDate.of(2004, 3, 1);
  private static final List<Number> HOURS = List.of(40, 40, 40, 38.5, 35, 32, 28.25, 20);

  private UserSamples() {}

  static List<Map<String, Object>> good() {
    Random random = new Random(SEED);
    List<Person> people = Names.people(COUNT, random);
    List<Map<String, Object>> users = new ArrayList<>();
    for (int number = 1; number <= COUNT; number++) {
      users.add(user(number, people.get(number - 1), random));
    }
    return users;
  }

  static String userId(int number) {
    return "u-%04d".formatted(number);
  }

  /** Who approves the requests of a user: two directors each other, they the heads, these all. */
  static int approver(int number) {
    if (number <= DIRECTORS) {
      return DIRECTORS + 1 - number;
    }
    return number <= DIRECTORS + HEADS
        ? 1 + number % DIRECTORS
        : DIRECTORS + 1 + (number - 1) % HEADS;
  }

  private static Map<String, Object> user(int number, Person person, Random random) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("userId", userId(number));
    user.put("firstName", person.first().written());
    user.put("lastName", person.last().written());
    user.put("email", person.mailbox() + "@tidemill.example");
    List<String> departments = UserReader.DEPARTMENTS;
    user.put("department", departments.get((number - 1) % HEADS % departments.size()));
    user.put("approverId", userId(approver(number)));
    user.put("joinedOn", FOUNDED.plusDays(random.nextInt(8000)).toString());
    if (random.nextInt(10) > 0) {
      user.put("weeklyHours", HOURS.get(random.nextInt(HOURS.size())));
    }
    return user;
  }

  static List<Map<String, Object>> bad() {
    return List.of(
        bad(1, user -> user.remove("userId")),
        bad(2, user -> user.put("userId", "9002")),
        bad(3, user -> user.put("firstName", " ")),
        bad(4, user -> user.put("lastName", "Über".repeat(30))),
        bad(5, user -> user.put("email", "a@")),
        bad(6, user -> user.put("department", "Enginering")),
        bad(7, user -> user.put("department", 42)),
        bad(8, user -> user.put("approverId", user.get("userId"))),
        bad(9, user -> user.put("approverId", null)),
        bad(10, user -> user.put("joinedOn", "2026-02-30")),
        bad(11, user -> user.put("weeklyHours", "forty")),
        bad(
            12,
            user -> {
              user.put("weeklyHours", 400);
              user.put("lastName", "Ro\u0000t");
            }));
  }

  private static Map<String, Object> bad(int number, Consumer<Map<String, Object>> slip) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("userId", userId(9000 + number));
    user.put("firstName", "Zoë");
    user.put("lastName", "Größlich");
    user.put("email", "zoe.groesslich" + number + "@tidemill.example");
    user.put("department", "Sales");
    user.put("approverId", userId(3));
    user.put("joinedOn", "2026-11-02");
    user.put("weeklyHours", 40);
    slip.accept(user);
    return user;
  }
}
