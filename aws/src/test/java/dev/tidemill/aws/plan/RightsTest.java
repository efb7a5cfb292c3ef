package dev.tidemill.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.Golden;
import dev.tidemill.aws.Variant;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RightsTest {

  /** Actions that know no resource, in which AWS leaves no choice. */
  private static final List<String> WITHOUT_RESOURCE = List.of("ec2:");

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void areTheseAndNoOthers(Variant variant) throws IOException {
    String text =
        Deployment.of(variant.read()).roles().stream()
            .map(RightsTest::text)
            .collect(Collectors.joining("\n"));
    Golden.check(variant + ".rights.txt", text);
  }

  @ParameterizedTest
  @MethodSource("dev.tidemill.aws.Variant#all")
  void haveNoStarWhereANameIsKnown(Variant variant) {
    for (Role role : Deployment.of(variant.read()).roles()) {
      for (Statement statement : role.statements()) {
        assertThat(statement.actions()).as(role.id()).noneMatch(action -> action.contains("*"));
        assertThat(statement.resources())
            .as(role.id() + " " + statement.purpose())
            .noneMatch(resource -> resource.equals("*") && !knowsNoResource(statement));
      }
    }
  }

  private static boolean knowsNoResource(Statement statement) {
    return statement.actions().stream()
        .allMatch(action -> WITHOUT_RESOURCE.stream().anyMatch(action::startsWith));
  }

  private static String text(Role role) {
    StringBuilder text = new StringBuilder();
    text.append(role.id()).append(" is taken by ").append(role.service());
    role.trust()
        .forEach((key, value) -> text.append(" where ").append(key).append(" = ").append(value));
    text.append('\n');
    for (Statement statement : role.statements()) {
      text.append("  ").append(statement.allowed() ? "may" : "may not").append('\n');
      statement.actions().forEach(action -> text.append("    ").append(action).append('\n'));
      statement
          .resources()
          .forEach(resource -> text.append("      on ").append(resource).append('\n'));
      statement
          .conditions()
          .forEach(
              (operator, keys) ->
                  text.append("      where ")
                      .append(operator)
                      .append(' ')
                      .append(keys)
                      .append('\n'));
    }
    return text.toString();
  }
}
