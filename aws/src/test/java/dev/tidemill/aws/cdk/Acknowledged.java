package dev.tidemill.aws.cdk;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A finding of cdk-nag that is as it should be.
 *
 * @param rule matches the whole of its name, with the resource in brackets
 * @param where matches a part of the construct's path
 */
record Acknowledged(Pattern rule, Pattern where, String reason) {

  static final List<Acknowledged> ALL =
      List.of(
          of(
              "SQS3",
              "/DeadLetters/",
              "These queues are the dead letters of functions and schedules, which the rule does not"
                  + " know; nobody but they sends to them."),
          of(
              "IAM5\\[Resource::.*:log-group:/aws[-/][^*]*:\\*]",
              "/Roles/",
              "The streams of one log group, whose names Lambda and Glue make up."),
          of(
              "IAM5\\[Resource::\\*]",
              "/Roles/(Function|Job)",
              "ec2: actions on network interfaces know no resource. The code of functions is denied"
                  + " them."),
          of(
              "IAM5\\[Resource::.*:ec2:.*:network-interface/\\*]",
              "/Roles/Job",
              "Glue makes its network interfaces and tags them; the condition allows its own tag"
                  + " only."),
          of(
              "IAM5\\[Resource::.*:s3:::<PipelineLakeBucket\\w+>/(warehouse|temp)/\\*]",
              "/Roles/Job",
              "Objects that the engine names; the bucket is the pipeline's own."),
          of(
              "IAM5\\[Resource::.*:s3:::acme-invoices/(in|out)/\\*]",
              "/Roles/Job",
              "The files of the folder that the definition names."),
          of(
              "IAM5\\[Resource::.*:s3:::<PipelineLake(Bucket|AccessLogs)\\w+>/\\*]",
              "/Roles/Helper",
              "Only where removal is destroy: the buckets are emptied before they are deleted."),
          of(
              "IAM5\\[Resource::.*:glue:.*:table/\\w+/\\*]",
              "/Roles/Job",
              "glue:GetTables lists the tables of the pipeline's own database; rights to read and"
                  + " write name each table."),
          of(
              "IAM5\\[Resource::.*:kafka:.*:cluster/[a-z-]+/\\*]",
              "/Roles/(Helper|Function-Order)",
              "The cluster by its name, with any id: the helper's rights have to be in force before"
                  + " the cluster has one, and of a given cluster only brokers are known."),
          of(
              "IAM5\\[Resource::.*:kafka:.*:topic/partner/\\*/given]",
              "/Roles/Function-Order",
              "One topic of a given cluster, of which only brokers are known."),
          of(
              "IAM5\\[Resource::.*:kafka:.*/spark-kafka-relation-\\*]",
              "/Roles/Job",
              "Spark reads with groups whose names it makes up, and commits nothing in them."),
          of(
              "L1",
              "/Functions/",
              "The definition says the runtime; java17 is what Glue runs, too."),
          of(
              "GL[13]",
              "/Jobs/Job-",
              "Without a key of one's own (aws.encryption), CloudWatch encrypts logs with AWS's, and"
                  + " Glue's bookmarks are not used."),
          of(
              "SMG4",
              "/Streams/User",
              "Clients get the password when they are deployed: a rotation between deployments would"
                  + " lock them out."));

  private static Acknowledged of(String rule, String where, String reason) {
    return new Acknowledged(
        Pattern.compile("AwsSolutions-" + rule), Pattern.compile(where), reason);
  }

  boolean covers(String found, String path) {
    return rule.matcher(found).matches() && where.matcher(path).find();
  }
}
