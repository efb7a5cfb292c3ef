package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.grammar.DeclaredNames;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Words;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Suggest;
import java.util.ArrayList;
import java.util.List;

/** Whether what names a Kafka names one, and what names a load names what can have one. */
final class ConnectionCheck {

  private final ResolvedDefinition definition;
  private final Findings findings;

  ConnectionCheck(ResolvedDefinition definition) {
    this.definition = definition;
    this.findings = definition.findings();
  }

  void check() {
    definition
        .block("streams")
        .things()
        .forEach((id, stream) -> kafka(stream, "streams." + id + ".connection"));
    kafka(definition.block("aws").fields("streams"), "aws.streams.connection");
    definition.block("load").keys().forEach(this::load);
  }

  private void kafka(Fields thing, String path) {
    String id = thing.text("connection").orElse("");
    String type = definition.block("connections").fields(id).text("type").orElse("kafka");
    if (!type.equals("kafka")) {
      findings.error(
          "unknown-name",
          new At(path, thing.get("connection").orElseThrow().position(), id),
          "connection '" + id + "' is no Kafka",
          "its type is " + type + ": name one of type kafka");
    }
  }

  private void load(String id, Position position) {
    DeclaredNames names = definition.reading().names();
    boolean stream = names.of(IdKind.STREAM).containsKey(id);
    boolean function = names.of(IdKind.FUNCTION).containsKey(id);
    At at = new At("load." + id, position, id);
    if (stream && function) {
      findings.error(
          "same-name",
          at,
          "'" + id + "' is a stream and a function",
          "nobody knows whose load it is: rename one of them");
    } else if (!stream
        && !function
        && !names.isHidden(IdKind.STREAM)
        && !names.isHidden(IdKind.FUNCTION)) {
      List<String> all = new ArrayList<>(names.of(IdKind.STREAM).keySet());
      all.addAll(names.of(IdKind.FUNCTION).keySet());
      findings.error(
          "unknown-name",
          at,
          "no stream or function '" + Words.cut(id) + "'",
          Suggest.nearest(id, all)
              .map(near -> "did you mean '" + near + "'?")
              .orElse(all.isEmpty() ? "declare it at the top" : "there is " + Words.and(all)));
    }
  }
}
