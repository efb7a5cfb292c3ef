package dev.tidemill.examples.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PutUserTest {
  private final StoreDouble store = new StoreDouble();
  private final PutUser putUser = new PutUser(store, "approvals-local-users");

  @Test
  void storesAGoodUserAndSaysSo() {
    Map<String, Object> answer = putUser.handleRequest(UserReaderTest.someone(), null);

    assertThat(answer)
        .containsExactly(Map.entry("userId", "u-17"), Map.entry("stored", (Object) true));
    assertThat(store.users.get("u-17").get("lastName").s()).isEqualTo("Größlich");
  }

  @Test
  void storesNothingOfABadUser() {
    Map<String, Object> event = UserReaderTest.someone();
    event.put("email", "a@");

    assertThatExceptionOfType(InvalidUser.class)
        .isThrownBy(() -> putUser.handleRequest(event, null));
    assertThat(store.users).isEmpty();
  }

  @Test
  void replacesAUserThatIsSentAgain() {
    Map<String, Object> event = UserReaderTest.someone();
    putUser.handleRequest(event, null);
    event.put("department", "Support");
    putUser.handleRequest(event, null);

    assertThat(store.users).hasSize(1);
    assertThat(store.users.get("u-17").get("department").s()).isEqualTo("Support");
  }
}
