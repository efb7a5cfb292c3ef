package dev.tidemill.aws.plan;

import dev.tidemill.model.Job;
import dev.tidemill.model.Names;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a job of Glue may do besides streams. */
final class JobRights {

  private static final List<String> WRITE_OBJECTS =
      List.of("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject");

  private final Pipeline pipeline;
  private final String glueName;
  private final String database;

  JobRights(Pipeline pipeline, String glueName) {
    this.pipeline = pipeline;
    this.glueName = glueName;
    this.database = pipeline.names().database();
  }

  Statement logs() {
    List<String> actions = new ArrayList<>(List.of("logs:CreateLogStream", "logs:PutLogEvents"));
    if (pipeline.aws().encryptionKey().isPresent()) {
      actions.add(0, "logs:AssociateKmsKey");
    }
    return Statement.allow(
        "Log",
        actions,
        GlueJob.logGroups(glueName).stream()
            .map(group -> Ref.arn("logs", "log-group:" + group + ":*"))
            .toList());
  }

  /** What the run is made of. */
  List<Statement> assets(boolean watches) {
    List<String> objects =
        new ArrayList<>(
            List.of(
                Ref.assetArn(Ref.DEFINITION_ASSET),
                Ref.assetArn(Ref.ENGINE_ASSET),
                Ref.assetArn(Ref.SCRIPT_ASSET)));
    if (watches) {
      objects.add(Ref.s3(Ref.LAKE + "/" + Deployment.WATCHED));
    }
    return List.of(Statement.allow("Assets", List.of("s3:GetObject"), objects));
  }

  List<Statement> lake() {
    return List.of(
        Statement.allow(
            "Lake",
            WRITE_OBJECTS,
            List.of(
                Ref.s3(Ref.LAKE + "/" + Deployment.WAREHOUSE + "/*"),
                Ref.s3(Ref.LAKE + "/temp/*"))),
        Statement.allow(
                "ListLake",
                List.of("s3:ListBucket", "s3:ListBucketMultipartUploads"),
                List.of(Ref.s3(Ref.LAKE)))
            .where("StringLike", "s3:prefix", List.of("", Deployment.WAREHOUSE + "/*", "temp/*")),
        Statement.allow("FindLake", List.of("s3:GetBucketLocation"), List.of(Ref.s3(Ref.LAKE))));
  }

  /** Folders of nodes. */
  List<Statement> files(List<Job> jobs) {
    Set<String> read = new TreeSet<>();
    Set<String> written = new TreeSet<>();
    Set<String> buckets = new TreeSet<>();
    for (Job job : jobs) {
      for (Node node : job.nodes().values()) {
        S3Path.of(node)
            .ifPresent(
                path -> {
                  buckets.add(Ref.s3(path.bucket()));
                  (node.role() == Node.Role.TARGET ? written : read).add(Ref.s3(path.objects()));
                });
      }
    }
    List<Statement> statements = new ArrayList<>();
    if (!buckets.isEmpty()) {
      statements.add(
          Statement.allow(
              "ListFolders",
              List.of("s3:GetBucketLocation", "s3:ListBucket"),
              List.copyOf(buckets)));
    }
    if (!read.isEmpty()) {
      statements.add(Statement.allow("ReadFiles", List.of("s3:GetObject"), List.copyOf(read)));
    }
    if (!written.isEmpty()) {
      statements.add(Statement.allow("WriteFiles", WRITE_OBJECTS, List.copyOf(written)));
    }
    return statements;
  }

  /** Tables by name; the database is made by the deployment, and no table is ever deleted. */
  List<Statement> catalog(List<Job> jobs) {
    Set<String> tables = new TreeSet<>();
    for (Job job : jobs) {
      for (Node node : job.nodes().values()) {
        Object table = node.fields().get("table");
        if (node.kind().equals("table") && table != null) {
          tables.add(table.toString());
        }
        Object stream = node.fields().get("stream");
        if (node.role() == Node.Role.SOURCE && node.kind().equals("stream") && stream != null) {
          tables.add(Names.deadLetters(stream.toString()));
        }
      }
    }
    List<String> resources = new ArrayList<>();
    resources.add(Ref.arn("glue", "catalog"));
    resources.add(Ref.arn("glue", "database/" + database));
    List<String> all = new ArrayList<>(resources);
    all.add(Ref.arn("glue", "table/" + database + "/*"));
    tables.forEach(table -> resources.add(Ref.arn("glue", "table/" + database + "/" + table)));
    return List.of(
        Statement.allow(
            "Tables",
            List.of("glue:CreateTable", "glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"),
            resources),
        Statement.allow("ListTables", List.of("glue:GetTables"), all));
  }

  /**
   * What Glue itself needs in a network: <a
   * href="https://docs.aws.amazon.com/glue/latest/dg/setup-vpc-for-glue-access.html">Setting up
   * Amazon VPC</a>. Descriptions know no resource.
   */
  List<Statement> network() {
    List<String> connections = new ArrayList<>();
    connections.add(Ref.arn("glue", "catalog"));
    String name = pipeline.id() + "-" + pipeline.stage();
    for (int zone = 1; zone <= Planner.zones(pipeline.aws()); zone++) {
      connections.add(Ref.arn("glue", "connection/" + Network.connection(name, zone)));
    }
    return List.of(
        Statement.allow(
            "DescribeNetwork",
            List.of(
                "ec2:CreateNetworkInterface",
                "ec2:DeleteNetworkInterface",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeRouteTables",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets",
                "ec2:DescribeVpcAttribute",
                "ec2:DescribeVpcEndpoints"),
            List.of("*")),
        Statement.allow(
                "TagInterfaces",
                List.of("ec2:CreateTags", "ec2:DeleteTags"),
                List.of(Ref.arn("ec2", "network-interface/*")))
            .where(
                "ForAllValues:StringEquals", "aws:TagKeys", List.of("aws-glue-service-resource")),
        Statement.allow("Connection", List.of("glue:GetConnection"), connections));
  }

  List<Statement> key() {
    return pipeline
        .aws()
        .encryptionKey()
        .map(
            key ->
                List.of(
                    Statement.allow(
                        "Key", List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key))))
        .orElse(List.of());
  }
}
