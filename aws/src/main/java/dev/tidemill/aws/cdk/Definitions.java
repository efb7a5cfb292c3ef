package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.DeploymentChecks;
import dev.tidemill.aws.plan.PackedCheck;
import dev.tidemill.model.Finding;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.AwsChecks;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads definitions for constructs, which say by an exception what is wrong. */
final class Definitions {

  private Definitions() {}

  /**
   * @throws IllegalArgumentException with all findings
   */
  static Pipeline read(Path file, String stage, Map<String, String> set) {
    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), System::getenv).read(file, stage, set);
    return checked.pipeline().orElseThrow(() -> wrong(checked.findings()));
  }

  /**
   * @return the same
   * @throws IllegalArgumentException if it cannot be so on AWS
   */
  static Pipeline checked(Pipeline pipeline) {
    List<Finding> findings = new ArrayList<>(AwsChecks.ofConstruct(pipeline));
    findings.addAll(DeploymentChecks.check(pipeline));
    if (findings.isEmpty()) {
      findings.addAll(PackedCheck.check(pipeline));
    }
    if (!findings.isEmpty()) {
      throw wrong(findings);
    }
    return pipeline;
  }

  private static IllegalArgumentException wrong(List<Finding> findings) {
    return new IllegalArgumentException(
        String.join(System.lineSeparator(), FindingsText.lines(findings)));
  }
}
