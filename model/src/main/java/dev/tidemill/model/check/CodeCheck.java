package dev.tidemill.model.check;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Function;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.value.Suggest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Whether the code of functions exists and holds their handlers. {@code check} reports it; a
 * rehearsal builds first, then asks for each function.
 */
public final class CodeCheck {

  private static final String CLASS = ".class";

  private CodeCheck() {}

  /**
   * What is wrong with the code of a pipeline's functions, in the order of the file. A missing jar
   * that a build command can make is a warning.
   */
  public static List<Finding> check(Pipeline pipeline) {
    List<Finding> findings = new ArrayList<>();
    Severity missing = pipeline.build().isPresent() ? Severity.WARNING : Severity.ERROR;
    pipeline
        .functions()
        .values()
        .forEach(function -> check(pipeline, function, missing).ifPresent(findings::add));
    return List.copyOf(findings);
  }

  /** Whether the code of a function exists: a jar, in other languages a file or a folder. */
  public static boolean isThere(Function function) {
    return function.isJava() ? Files.isRegularFile(function.code()) : Files.exists(function.code());
  }

  private static Optional<Finding> check(Pipeline pipeline, Function function, Severity missing) {
    String jar = shown(pipeline, function);
    if (!isThere(function)) {
      String what = function.isJava() ? "no file " : "no file or folder ";
      String hint =
          pipeline.build().isPresent()
              ? "the build command makes it: 'tidemill rehearse' runs it first"
              : "build it, or say how: build: mvn -q -DskipTests package";
      return Optional.of(finding(missing, "code-missing", function, false, what + jar, hint));
    }
    if (!function.isJava() || function.command().isPresent()) {
      return Optional.empty();
    }
    try (ZipFile zip = new ZipFile(function.code().toFile())) {
      String type = function.handler().replaceAll("::.*", "");
      return zip.getEntry(type.replace('.', '/') + CLASS) != null
          ? Optional.empty()
          : Optional.of(noClass(function, type, jar, zip));
    } catch (IOException e) {
      return Optional.of(
          finding(
              Severity.ERROR,
              "code-missing",
              function,
              false,
              jar + " is not a jar: " + e.getMessage(),
              "build it again"));
    }
  }

  private static Finding noClass(Function function, String type, String jar, ZipFile zip) {
    List<String> classes =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(CLASS) && !name.startsWith("META-INF"))
            .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
            .filter(name -> name.startsWith(type.replaceAll("[^.]*$", "")))
            .toList();
    String hint =
        Suggest.nearest(type, classes)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("correct the name, or build the jar again");
    return finding(
        Severity.ERROR, "handler-missing", function, true, "no class " + type + " in " + jar, hint);
  }

  private static String shown(Pipeline pipeline, Function function) {
    return function.code().startsWith(pipeline.folder())
        ? pipeline.folder().relativize(function.code()).toString()
        : function.code().toString();
  }

  private static Finding finding(
      Severity severity,
      String code,
      Function function,
      boolean handler,
      String message,
      String hint) {
    Position position = handler ? function.handlerPosition() : function.codePosition();
    String path = "functions." + function.id() + (handler ? ".handler" : ".code");
    String value = handler ? function.handler() : function.code().toString();
    return new Finding(
        severity, code, path, message, hint, value, position, Optional.empty(), Optional.empty());
  }
}
