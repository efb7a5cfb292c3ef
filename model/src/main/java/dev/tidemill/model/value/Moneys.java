package dev.tidemill.model.value;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of money as the definition writes them: {@code 150 USD}. */
public final class Moneys {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,2})?) (USD)");
  private static final Pattern AMOUNT =
      Pattern.compile("\\$? ?([0-9]{1,12}(?:\\.[0-9]{1,2})?) ?(?:\\$|[Uu][Ss][Dd])?");

  private Moneys() {}

  /** Parses an amount of money; the label begins the message of a problem. */
  public static Parsed<Money> parse(String label, String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      return Parsed.of(new Money(new BigDecimal(matcher.group(1)), matcher.group(2)));
    }
    Matcher amount = AMOUNT.matcher(text.strip());
    Optional<String> meant =
        amount.matches() ? Optional.of(amount.group(1) + " USD") : Optional.empty();
    Problem problem =
        Problem.of(
            text,
            "bad-unit",
            label + ": '" + text + "' is not an amount of money",
            "write " + meant.orElse("150 USD"));
    return Parsed.wrong(meant.map(problem::replacedBy).orElse(problem));
  }
}
