package dev.tidemill.cli.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Glue job as an assembly of CDK has it, with the files that it names. */
final class GlueJobTemplate {

  private static final Pattern SCRIPT =
      Pattern.compile("object (\\w+) \\{\\s+def main\\(.*\\): Unit = ([\\w.]+)\\.main\\(");

  private final Path assembly;
  private final JsonNode resources;
  private final JsonNode properties;
  private final Map<String, String> values;

  /**
   * Reads it.
   *
   * @param values of what only a deployment knows, by {@code NAME} of a {@code Ref} or {@code
   *     NAME.ATTRIBUTE} of a {@code Fn::GetAtt}, each without the hash that CDK appends to the name
   */
  GlueJobTemplate(Path assembly, String stack, String job, Map<String, String> values)
      throws IOException {
    this.assembly = assembly;
    this.values = new TreeMap<>(values);
    Path file = assembly.resolve(stack + ".template.json");
    this.resources = new ObjectMapper().readTree(file.toFile()).path("Resources");
    this.properties = named("AWS::Glue::Job", "Name", job);
  }

  private JsonNode named(String type, String property, String value) {
    for (JsonNode resource : resources) {
      JsonNode found = resource.path("Properties");
      if (resource.path("Type").asText().equals(type)
          && found.path(property).asText().equals(value)) {
        return found;
      }
    }
    throw new AssertionError("no " + type + " with " + property + " " + value);
  }

  /** Its arguments by name. */
  Map<String, String> arguments() {
    Map<String, String> arguments = new TreeMap<>();
    properties
        .path("DefaultArguments")
        .properties()
        .forEach(each -> arguments.put(each.getKey(), text(each.getValue())));
    return arguments;
  }

  /** What Glue adds to them, then they themselves. */
  List<String> commandLine() {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("--JOB_NAME", properties.path("Name").asText()));
    line.addAll(List.of("--JOB_ID", "j_0", "--JOB_RUN_ID", "jr_0"));
    arguments().forEach((name, value) -> line.addAll(List.of(name, value)));
    return line;
  }

  /** The jar with what Glue lacks. */
  Path engine() {
    return asset(arguments().get("--extra-jars"));
  }

  Path definition() {
    return asset(arguments().get("--tidemill-definition"));
  }

  /** What the script calls. There is no compiler of Scala here: it is read. */
  String mainClass() throws IOException {
    String script =
        Files.readString(asset(text(properties.path("Command").path("ScriptLocation"))));
    Matcher found = SCRIPT.matcher(script);
    if (!found.find() || !found.group(1).equals(arguments().get("--class"))) {
      throw new AssertionError("no object " + arguments().get("--class") + " in " + script);
    }
    return found.group(2);
  }

  /** What a deployment writes to the object that the job watches. */
  String watchedText() {
    return named("AWS::CloudFormation::CustomResource", "Kind", "watched").path("Text").asText();
  }

  /** The key of an asset's object. */
  static String key(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private Path asset(String address) {
    return assembly.resolve("asset." + key(address));
  }

  private String text(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    if (value.has("Fn::Sub")) {
      return value.path("Fn::Sub").asText().replace("${AWS::AccountId}", "012345678901");
    }
    if (value.has("Fn::Join")) {
      StringBuilder joined = new StringBuilder();
      value.path("Fn::Join").path(1).forEach(part -> joined.append(text(part)));
      return joined.toString();
    }
    JsonNode reference = value.path("Fn::GetAtt");
    String name =
        value.has("Ref")
            ? withoutHash(value.path("Ref").asText())
            : withoutHash(reference.path(0).asText()) + "." + reference.path(1).asText();
    if (!values.containsKey(name)) {
      throw new AssertionError("no value for " + name + ": " + value);
    }
    return values.get(name);
  }

  private static String withoutHash(String logicalId) {
    return logicalId.substring(0, logicalId.length() - 8);
  }
}
