package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlNode.Unreadable;
import dev.tidemill.model.read.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds the tree from the parser's events; refuses what a definition does without. */
final class TreeBuilder {

  private static final int MAXIMUM_LEVELS = 40;

  private final SourceText source;
  private final int firstLine;
  private final Findings findings;

  /**
   * @param firstLine the line of the source, from 0, with which the text to parse begins
   */
  TreeBuilder(SourceText source, int firstLine, Findings findings) {
    this.source = source;
    this.firstLine = firstLine;
    this.findings = findings;
  }

  /**
   * Parses one document; empty if there is none.
   *
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if the text is no YAML
   */
  Optional<YamlNode> build(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            // All at once: snakeyaml-engine 3.0.1 fails where a character of two chars lies across
            // the end of its buffer.
            .setBufferSize(text.length() + 1)
            .build();
    Iterator<Event> events = new Parse(settings).parseString(text).iterator();
    Optional<YamlNode> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent && root.isPresent()) {
        refuse(start(event), "a second document", "one file is one pipeline");
        exhaust(events);
      } else if (event instanceof NodeEvent) {
        root = Optional.of(node(event, events, 1));
      }
    }
    return root;
  }

  private static void exhaust(Iterator<Event> events) {
    while (events.hasNext()) {
      events.next();
    }
  }

  private YamlNode node(Event event, Iterator<Event> events, int level) {
    if (event instanceof AliasEvent) {
      refuse(position(event), "an alias", "write the value out: one value, one place");
      return new Unreadable(position(event));
    }
    refuseAnchor((NodeEvent) event);
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (level > MAXIMUM_LEVELS) {
      throw new TooDeepException(start(event));
    }
    return event instanceof MappingStartEvent
        ? map((CollectionStartEvent) event, events, level)
        : list((CollectionStartEvent) event, events, level);
  }

  private void refuseAnchor(NodeEvent event) {
    if (event.getAnchor().isPresent()) {
      refuse(start(event), "an anchor '&" + event.getAnchor().get() + "'", "leave it out");
    }
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : ((CollectionStartEvent) event).getTag();
    if (tag.isPresent()) {
      refuse(start(event), "a tag '" + tag.get() + "'", "leave it out: the key says the type");
    }
  }

  private void refuse(Position position, String what, String hint) {
    findings.error(
        "yaml-feature", new At("", position, ""), what + " is a YAML feature not used here", hint);
  }

  private YamlNode list(CollectionStartEvent first, Iterator<Event> events, int level) {
    List<YamlNode> items = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof CollectionEndEvent)) {
      items.add(node(event, events, level + 1));
      event = events.next();
    }
    Position last = items.isEmpty() ? start(first) : items.get(items.size() - 1).position();
    YamlList list = new YamlList(items, span(first, event, last));
    return first.isFlow() ? FlowCommas.mend(list, findings) : list;
  }

  private YamlNode map(CollectionStartEvent first, Iterator<Event> events, int level) {
    List<YamlMap.Entry> entries = new ArrayList<>();
    boolean complete = true;
    Position last = start(first);
    Event event = events.next();
    while (!(event instanceof CollectionEndEvent)) {
      YamlNode key = node(event, events, level + 1);
      YamlNode value = node(events.next(), events, level + 1);
      last = value.isNothing() ? key.position() : value.position();
      Optional<YamlScalar> name = key(key);
      name.ifPresent(scalar -> entries.add(new YamlMap.Entry(scalar, value)));
      complete &= name.isPresent();
      event = events.next();
    }
    YamlMap map = new YamlMap(entries, span(first, event, last), complete);
    YamlMap mended = first.isFlow() ? FlowCommas.mend(map, findings) : map;
    return Duplicates.removed(mended, findings);
  }

  private Optional<YamlScalar> key(YamlNode key) {
    if (!(key instanceof YamlScalar scalar)) {
      if (!(key instanceof Unreadable)) {
        refuse(key.position(), "a key that is no text", "write key: value");
      }
      return Optional.empty();
    }
    if (scalar.isPlain() && scalar.text().equals("<<")) {
      refuse(scalar.position(), "'<<'", "write the keys out: one value, one place");
      return Optional.empty();
    }
    return Optional.of(scalar);
  }

  private YamlScalar scalar(ScalarEvent event) {
    int start = offset(event.getStartMark());
    int end = offset(event.getEndMark());
    return new YamlScalar(event.getValue(), style(event), source, start, Math.max(start, end));
  }

  private static Style style(ScalarEvent event) {
    return switch (event.getScalarStyle()) {
      case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
      case LITERAL -> Style.LITERAL;
      case FOLDED -> Style.FOLDED;
      default -> Style.PLAIN;
    };
  }

  /** A flow collection reaches to its closing bracket, a block one to the end of its last value. */
  private Position span(CollectionStartEvent first, Event end, Position last) {
    if (first.isFlow()) {
      return source.position(offset(first.getStartMark()), offset(end.getEndMark()));
    }
    Position start = start(first);
    return new Position(
        source.file(), start.line(), start.column(), last.endLine(), last.endColumn());
  }

  private Position start(Event event) {
    int offset = offset(event.getStartMark());
    return source.position(offset, offset + 1);
  }

  private Position position(Event event) {
    return source.position(offset(event.getStartMark()), offset(event.getEndMark()));
  }

  private int offset(Optional<Mark> mark) {
    return mark.map(place -> source.offset(place.getLine() + firstLine, place.getColumn()))
        .orElse(0);
  }
}
