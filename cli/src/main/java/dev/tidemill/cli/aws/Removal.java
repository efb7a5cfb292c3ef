package dev.tidemill.cli.aws;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.cli.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the data of a deployment that is removed. */
public final class Removal {

  private Removal() {}

  /** For people, before they are asked. */
  public static List<String> lines(Deployment deployment) {
    List<String> lines = new ArrayList<>();
    boolean stays = deployment.retained();
    lines.add(
        stays
            ? "removal: retain, so these stay, with their names and what they cost:"
            : "removal: destroy, so these are deleted, data included:");
    data(deployment).forEach(part -> lines.add("  " + part));
    if (stays) {
      lines.add("The stack is protected: CloudFormation refuses to delete it until");
      lines.add(
          "  aws cloudformation update-termination-protection --stack-name "
              + deployment.name()
              + " \\");
      lines.add("    --no-enable-termination-protection" + region(deployment));
      lines.add("To delete the data as well, deploy the stage with removal: destroy first.");
    }
    return lines;
  }

  private static String region(Deployment deployment) {
    return deployment.region().map(region -> " --region " + region).orElse("");
  }

  private static List<String> data(Deployment deployment) {
    List<String> parts = new ArrayList<>();
    parts.add("the bucket of the tables, and that of its access logs");
    parts.add("the database " + deployment.database() + " with all tables");
    deployment.tables().forEach(table -> parts.add("the store " + table.name()));
    deployment
        .cluster()
        .ifPresent(
            cluster ->
                parts.add(
                    "the cluster %s with %s%s"
                        .formatted(
                            cluster.name(),
                            Figures.count(cluster.topics().size(), "topic"),
                            deployment.retained() ? ", and its network" : "")));
    int queues = deployment.functions().size() + (deployment.keepsSchedulesDeadLetters() ? 1 : 0);
    if (queues > 0) {
      parts.add(Figures.count(queues, "queue") + " of dead letters");
    }
    return parts;
  }
}
