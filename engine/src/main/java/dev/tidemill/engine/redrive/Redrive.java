package dev.tidemill.engine.redrive;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.RedrivenMessage;
import dev.tidemill.engine.RedrivenMessage.Outcome;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.commit.BookmarksTopic;
import dev.tidemill.model.Stream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends dead letters of one stream again. What a transaction sends is listed in the topic of
 * bookmarks by the same transaction, and marked in the table afterwards: whoever comes next first
 * marks what is listed.
 */
public final class Redrive {

  private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);

  /** So that the list of them is a message of less than 1 MB. */
  private static final int IN_A_TRANSACTION = 2_000;

  private static final Pattern ID = Pattern.compile("(.+)/(\\d{1,9})/(\\d{1,18})");

  private final Stream stream;
  private final DeadLetterTable table;
  private final BookmarksTopic bookmarks;
  private final Steps steps;
  private final Clock clock;
  private final List<RedrivenMessage> outcomes = new ArrayList<>();

  /** One redrive. */
  public Redrive(
      Stream stream, DeadLetterTable table, BookmarksTopic bookmarks, Steps steps, Clock clock) {
    this.stream = stream;
    this.table = table;
    this.bookmarks = bookmarks;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * Sends some, or all that were never sent again.
   *
   * @param kafka client settings
   * @param transaction the id of the transaction of all redrives of this stream
   */
  public List<RedrivenMessage> send(
      Optional<List<String>> ids, Map<String, String> kafka, String transaction) {
    if (!table.exists()) {
      ids.ifPresent(some -> noteUnknown(some, List.of()));
      return outcomes;
    }
    try (LetterProducer producer = new LetterProducer(stream, kafka, transaction)) {
      bookmarks.create();
      producer.begin();
      Set<Letter> before = markWhatWasSent();
      List<Letter> chosen = ids.map(this::find).orElseGet(table::notRedriven);
      List<Letter> left = chosen.stream().filter(letter -> !before.contains(letter)).toList();
      for (int i = 0; i < left.size(); i += IN_A_TRANSACTION) {
        send(left.subList(i, Math.min(i + IN_A_TRANSACTION, left.size())), producer);
      }
      return outcomes;
    } catch (KafkaException failure) {
      throw new EngineException(
          "kafka",
          "not all dead letters of stream %s were sent again: %s"
              .formatted(stream.id(), failure.getMessage()),
          failure);
    }
  }

  /** What a redrive sent that was killed before it marked it. */
  private Set<Letter> markWhatWasSent() {
    Optional<Sent> last = bookmarks.read(key(), LOG::warn).map(Sent::parse);
    if (last.isEmpty()) {
      return Set.of();
    }
    List<Letter> letters = table.notMarked(last.get().letters(), last.get().time());
    if (!letters.isEmpty()) {
      table.mark(letters, last.get().time());
    }
    letters.forEach(
        letter ->
            outcomes.add(
                new RedrivenMessage(
                    letter.id(), Outcome.NOTED, "sent before, by a redrive that did not end")));
    return Set.copyOf(letters);
  }

  private List<Letter> find(List<String> ids) {
    Set<Letter> wanted = new LinkedHashSet<>();
    for (String id : ids) {
      Matcher parts = ID.matcher(id);
      if (parts.matches()) {
        wanted.add(
            new Letter(
                parts.group(1),
                "",
                Integer.parseInt(parts.group(2)),
                Long.parseLong(parts.group(3))));
      }
    }
    List<Letter> found = wanted.isEmpty() ? List.of() : table.find(wanted);
    noteUnknown(ids, found);
    return found;
  }

  private void noteUnknown(List<String> ids, List<Letter> found) {
    Set<String> known = found.stream().map(Letter::id).collect(Collectors.toSet());
    ids.stream()
        .filter(id -> !known.contains(id))
        .map(id -> new RedrivenMessage(id, Outcome.UNKNOWN, "there is no such dead letter"))
        .forEach(outcomes::add);
  }

  private void send(List<Letter> letters, LetterProducer producer) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Map<Letter, String> places =
        producer.send(
            table.messages(letters),
            sent -> bookmarks.record(key(), new Sent(at.toString(), List.copyOf(sent)).text()));
    steps.reached("redriven");
    table.mark(places.keySet(), at);
    places.forEach(
        (letter, place) ->
            outcomes.add(new RedrivenMessage(letter.id(), Outcome.SENT, "now " + place)));
  }

  private String key() {
    return "redrive/" + stream.id();
  }
}
