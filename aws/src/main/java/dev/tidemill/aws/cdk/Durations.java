package dev.tidemill.aws.cdk;

import java.util.Arrays;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.logs.RetentionDays;

/** CDK's times for ours. */
final class Durations {

  private Durations() {}

  static Duration of(java.time.Duration time) {
    return time.toMillis() % 1000 == 0
        ? Duration.seconds(time.toSeconds())
        : Duration.millis(time.toMillis());
  }

  /**
   * @throws IllegalStateException if CloudWatch has no such time, which the definition's check sees
   */
  static RetentionDays retention(java.time.Duration time) {
    return Arrays.stream(RetentionDays.values())
        .filter(days -> days(days) == time.toDays())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("CloudWatch keeps no logs for " + time));
  }

  private static long days(RetentionDays days) {
    return switch (days) {
      case ONE_DAY -> 1;
      case THREE_DAYS -> 3;
      case FIVE_DAYS -> 5;
      case ONE_WEEK -> 7;
      case TWO_WEEKS -> 14;
      case ONE_MONTH -> 30;
      case TWO_MONTHS -> 60;
      case THREE_MONTHS -> 90;
      case FOUR_MONTHS -> 120;
      case FIVE_MONTHS -> 150;
      case SIX_MONTHS -> 180;
      case ONE_YEAR -> 365;
      case THIRTEEN_MONTHS -> 400;
      case EIGHTEEN_MONTHS -> 545;
      case TWO_YEARS -> 731;
      case THREE_YEARS -> 1096;
      case FIVE_YEARS -> 1827;
      case SIX_YEARS -> 2192;
      case SEVEN_YEARS -> 2557;
      case EIGHT_YEARS -> 2922;
      case NINE_YEARS -> 3288;
      case TEN_YEARS -> 3653;
      case INFINITE -> Long.MAX_VALUE;
    };
  }
}
