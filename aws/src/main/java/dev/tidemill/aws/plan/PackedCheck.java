package dev.tidemill.aws.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Pipeline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Whether the code of Java functions holds what Lambda needs of us: on this machine it is on the
 * class path of their process anyway, on Lambda only their own archive is.
 */
public final class PackedCheck {

  private static final String IAM = "software.amazon.msk.auth.iam.IAMLoginModule";

  private PackedCheck() {}

  /** What is wrong, in the order of the file; code that is not there is not looked at. */
  public static List<Finding> check(Pipeline pipeline) {
    List<Finding> findings = new ArrayList<>();
    for (LambdaFunction function : new Planner(pipeline, new TreeMap<>()).plan().functions()) {
      if (function.function().isJava() && Files.isRegularFile(function.function().code())) {
        lacking(function).ifPresent(type -> findings.add(finding(function, type)));
      }
    }
    return findings;
  }

  private static Optional<String> lacking(LambdaFunction function) {
    List<String> needed = new ArrayList<>();
    if (function.handler().equals(FunctionPlans.WRAPPER)) {
      needed.add(FunctionPlans.WRAPPER);
    }
    if (function.environment().values().stream().anyMatch(value -> value.startsWith(IAM))) {
      needed.add(IAM);
    }
    return needed.stream().filter(type -> !holds(function.function().code(), type)).findFirst();
  }

  /** In the archive itself, or in a jar of its folder {@code lib}. */
  private static boolean holds(Path code, String type) {
    String entry = type.replace('.', '/') + ".class";
    try (ZipFile zip = new ZipFile(code.toFile(), UTF_8)) {
      if (zip.getEntry(entry) != null) {
        return true;
      }
      for (ZipEntry jar : Collections.list(zip.entries())) {
        if (jar.getName().matches("lib/[^/]+\\.jar") && holds(zip, jar, entry)) {
          return true;
        }
      }
      return false;
    } catch (IOException noArchive) {
      return true; // which CodeCheck says
    }
  }

  private static boolean holds(ZipFile zip, ZipEntry jar, String wanted) throws IOException {
    try (InputStream in = zip.getInputStream(jar);
        ZipInputStream inner = new ZipInputStream(new ByteArrayInputStream(in.readAllBytes()))) {
      for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
        if (entry.getName().equals(wanted)) {
          return true;
        }
      }
      return false;
    }
  }

  private static Finding finding(LambdaFunction plan, String type) {
    String why =
        type.equals(IAM) ? "its streams are reached by IAM, with " : "on Lambda it is called by ";
    return new Finding(
        Severity.ERROR,
        "not-packed",
        "functions." + plan.id() + ".code",
        "function %s: %s%s, which is not in %s"
            .formatted(plan.id(), why, type, plan.function().code().getFileName()),
        "link dev.tidemill:tidemill-functions and pack it with all that it depends on",
        type,
        plan.function().handlerPosition(),
        Optional.empty(),
        Optional.empty());
  }
}
