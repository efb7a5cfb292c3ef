package dev.tidemill.model.value;

import java.util.Collection;
import java.util.Optional;

/** What a misspelt word was meant to be. */
public final class Suggest {

  private static final int LONGEST = 100;

  private Suggest() {}

  /**
   * The nearest of the words allowed: at most a third of the word's length away, counting letters
   * changed, added, left out or swapped with their neighbour. Case, {@code -} and {@code _} alone
   * never separate. The first of equally near ones.
   */
  public static Optional<String> nearest(String word, Collection<String> allowed) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String best = null;
    int bestDistance = word.length() / 3 + 1;
    for (String candidate : allowed) {
      int distance =
          Ids.fold(candidate).equals(Ids.fold(word)) ? 0 : distance(word, candidate, bestDistance);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] d, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1);
    least = Math.min(least, d[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
