package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Function;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.function.InvocationError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why calls of one function failed: one finding a cause, however many calls it failed. */
final class CallFaults {

  private static final String CLASS_NOT_FOUND = "ClassNotFoundException";
  private static final String BAD_CODE = "Runtime.BadFunctionCode";
  private static final String NO_PROGRAM = "Runtime.InvalidEntrypoint";

  private final Pipeline pipeline;
  private final Function function;
  private final Map<String, Cause> causes = new LinkedHashMap<>();
  private final List<Finding> fixed = new ArrayList<>();
  private String last = "";
  private long notMade;

  CallFaults(Pipeline pipeline, Function function) {
    this.pipeline = pipeline;
    this.function = function;
  }

  private static final class Cause {
    private final String code;
    private final String message;
    private final String first;
    private long calls;

    private Cause(String code, String message, String first) {
      this.code = code;
      this.message = message;
      this.first = first;
    }
  }

  /**
   * A call that was to succeed, or to fail otherwise.
   *
   * @param where the sample or the schedule that called
   */
  void failed(InvocationError error, String where) {
    String type = simple(error.errorType());
    String what =
        switch (error.kind()) {
          case HANDLER -> type + said(error);
          case TIMEOUT, EXIT -> text(error);
          case INIT, NOT_STARTED, THROTTLED -> unloadable(error);
        };
    String code =
        switch (error.kind()) {
          case HANDLER -> "call-failed";
          case TIMEOUT -> "timed-out";
          case EXIT -> "exited";
          case INIT -> isMissing(error) ? "handler-missing" : "init-failed";
          case NOT_STARTED, THROTTLED -> "not-started";
        };
    add(code, code + " " + error.errorType(), what, where);
  }

  /** A call that succeeded although its samples expect an error. */
  void succeeded(String where) {
    add("not-refused", "not-refused", "succeeded, but its samples expect an error", where);
  }

  /** The code is not there, so nothing can be called. */
  void codeMissing() {
    String build =
        pipeline
            .build()
            .map(command -> "the build command did not make it: " + command)
            .orElse("build it, or add the key build: COMMAND");
    Finding finding =
        Problems.error(
            "code-missing", path("code"), "no file " + shownCode(), build, function.codePosition());
    fixed.add(finding);
  }

  /** Calls that were not made, since the cause told last ended too many in a row. */
  void notMade(long calls) {
    notMade = calls;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Cause> entry : causes.entrySet()) {
      Cause cause = entry.getValue();
      String text = text(cause) + (entry.getKey().equals(last) ? rest(cause) : "");
      findings.add(
          Problems.error(
              cause.code, path(pathOf(cause.code)), text, seeLogs(), function.handlerPosition()));
    }
    findings.addAll(fixed);
    return List.copyOf(findings);
  }

  private void add(String code, String key, String message, String where) {
    causes.computeIfAbsent(key, k -> new Cause(code, message, where)).calls++;
    last = key;
  }

  private static String pathOf(String code) {
    return code.equals("handler-missing") ? "handler" : "";
  }

  private String path(String field) {
    return "functions." + function.id() + (field.isEmpty() ? "" : "." + field);
  }

  private String seeLogs() {
    return "see: tidemill logs " + function.id();
  }

  private static String text(Cause cause) {
    if (isAtLoading(cause.code)) {
      return cause.message;
    }
    String calls = cause.calls == 1 ? "1 call" : cause.calls + " calls";
    return calls
        + ": "
        + cause.message
        + " ("
        + (cause.calls == 1 ? "" : "first ")
        + cause.first
        + ")";
  }

  private String rest(Cause cause) {
    if (notMade == 0 || isAtLoading(cause.code)) {
      return "";
    }
    return ", then " + notMade + (notMade == 1 ? " was" : " were") + " not made";
  }

  private static boolean isAtLoading(String code) {
    return code.equals("handler-missing")
        || code.equals("init-failed")
        || code.equals("not-started");
  }

  private static boolean isMissing(InvocationError error) {
    return error.errorType().endsWith(CLASS_NOT_FOUND) || error.errorType().equals(BAD_CODE);
  }

  private String unloadable(InvocationError error) {
    return error.errorType().endsWith(CLASS_NOT_FOUND)
        ? "no class " + className() + " in " + shownCode()
        : isMissing(error) || error.errorType().equals(NO_PROGRAM)
            ? text(error)
            : simple(error.errorType()) + said(error);
  }

  private String className() {
    return function.handler().replaceFirst("::.*", "");
  }

  private String shownCode() {
    return function.code().startsWith(pipeline.folder())
        ? pipeline.folder().relativize(function.code()).toString()
        : function.code().toString();
  }

  private static String said(InvocationError error) {
    String message = OneLine.of(error.errorMessage());
    return message.isEmpty() ? "" : ", " + message;
  }

  private static String text(InvocationError error) {
    String message = OneLine.of(error.errorMessage().replaceFirst("^RequestId: [^ ]+ Error: ", ""));
    return message.isEmpty() ? error.errorType() : message;
  }

  /** A class's name without its package and outer classes. */
  private static String simple(String type) {
    return type.startsWith("Runtime.") ? type : type.replaceFirst("^.*[.$](?=[^.$]+$)", "");
  }
}
