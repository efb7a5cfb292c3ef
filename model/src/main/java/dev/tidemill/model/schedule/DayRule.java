package dev.tidemill.model.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Which days of a month a schedule means. */
sealed interface DayRule {

  /** The days of this month, from 1. */
  IntStream days(YearMonth month);

  /** Days by number; those that the month lacks are skipped. */
  record OfMonth(BitSet days) implements DayRule {
    @Override
    public IntStream days(YearMonth month) {
      return days.stream().filter(month::isValidDay);
    }
  }

  /** {@code L}. */
  record LastOfMonth() implements DayRule {
    @Override
    public IntStream days(YearMonth month) {
      return IntStream.of(month.lengthOfMonth());
    }
  }

  /**
   * {@code 15W}: the working day, Monday to Friday, nearest to a day, within its month. AWS does
   * not say what happens at the month's ends; Quartz, which the grammar comes from, stays inside. A
   * month without the day is skipped.
   */
  record NearestWorkingDay(int day) implements DayRule {
    @Override
    public IntStream days(YearMonth month) {
      if (!month.isValidDay(day)) {
        return IntStream.empty();
      }
      return IntStream.of(
          switch (month.atDay(day).getDayOfWeek()) {
            case SATURDAY -> day == 1 ? 3 : day - 1;
            case SUNDAY -> day == month.lengthOfMonth() ? day - 2 : day + 1;
            default -> day;
          });
    }
  }

  /** Weekdays by AWS's number: 1 is Sunday. */
  record OfWeek(BitSet weekdays) implements DayRule {
    @Override
    public IntStream days(YearMonth month) {
      return IntStream.rangeClosed(1, month.lengthOfMonth())
          .filter(day -> weekdays.get(number(month.atDay(day))));
    }

    private static int number(LocalDate date) {
      return date.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : date.getDayOfWeek().getValue() + 1;
    }
  }

  /** {@code 6L}: the last one of a weekday in the month. */
  record LastOfWeekday(int weekday) implements DayRule {
    @Override
    public IntStream days(YearMonth month) {
      int length = month.lengthOfMonth();
      return IntStream.rangeClosed(length - 6, length)
          .filter(day -> OfWeek.number(month.atDay(day)) == weekday);
    }
  }

  /** {@code 3#2}: the n-th one of a weekday; a month without it is skipped. */
  record NthWeekday(int weekday, int nth) implements DayRule {
    @Override
    public IntStream days(YearMonth month) {
      int first = 7 * (nth - 1) + 1;
      return IntStream.range(first, first + 7)
          .filter(month::isValidDay)
          .filter(day -> OfWeek.number(month.atDay(day)) == weekday);
    }
  }
}
