package dev.tidemill.aws.cdk;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The main class of the process that makes templates: it is the only one with CDK on its class
 * path.
 *
 * <p>Arguments: the definition, the stage, the folder to write to, then parameters as {@code
 * NAME=VALUE}. On standard output it prints {@code template PATH} and then the number of resources
 * of each type, as {@code TYPE NUMBER}. It ends with 0, or with 2 if the definition is wrong, or
 * with 3 if CDK fails; what happened is on standard error.
 */
public final class SynthMain {

  private static final int ARGUMENTS = 3;
  private static final int WRONG = 2;
  private static final int CANNOT = 3;

  private SynthMain() {}

  /** Runs. */
  public static void main(String[] arguments) {
    int status = run(arguments, System.out, System.err);
    System.out.flush();
    Runtime.getRuntime().exit(status);
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    Map<String, String> set = new LinkedHashMap<>();
    for (int i = ARGUMENTS; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      set.put(pair[0], pair[1]);
    }
    try {
      Path template = Synthesis.of(Path.of(arguments[0]), arguments[1], set, Path.of(arguments[2]));
      out.println("template " + template);
      TemplateSummary.of(template).forEach((type, count) -> out.println(type + " " + count));
      return 0;
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      return WRONG;
    } catch (RuntimeException failure) {
      // One of Node's is a plain one, whose message goes on with a trace of JavaScript.
      err.println(String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
      if (Boolean.getBoolean("tidemill.verbose")) {
        failure.printStackTrace(err);
      }
      return CANNOT;
    }
  }
}
