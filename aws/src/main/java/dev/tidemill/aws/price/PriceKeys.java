package dev.tidemill.aws.price;

/** What Tidemill asks the sheet for. */
public final class PriceKeys {

  private static final String MSK = "MSK Standard";
  private static final String EXPRESS = "MSK Express";
  private static final String SERVERLESS = "MSK Serverless";
  private static final String KINESIS = "Kinesis Data Streams";
  private static final String FIREHOSE = "Data Firehose";

  public static final PriceKey MSK_STORAGE = new PriceKey(MSK, "broker EBS storage");
  public static final PriceKey MSK_MULTI_VPC =
      new PriceKey("MSK", "multi-VPC private connectivity");
  public static final PriceKey MSK_MULTI_VPC_DATA =
      new PriceKey("MSK", "multi-VPC private connectivity data");
  public static final PriceKey EXPRESS_DATA_IN =
      new PriceKey(EXPRESS, "data written (Express.In-Bytes)");
  public static final PriceKey EXPRESS_STORAGE = new PriceKey(EXPRESS, "storage");
  public static final PriceKey SERVERLESS_CLUSTER = new PriceKey(SERVERLESS, "cluster");
  public static final PriceKey SERVERLESS_PARTITION = new PriceKey(SERVERLESS, "partition");
  public static final PriceKey SERVERLESS_DATA_IN = new PriceKey(SERVERLESS, "data in");
  public static final PriceKey SERVERLESS_DATA_OUT = new PriceKey(SERVERLESS, "data out");
  public static final PriceKey SERVERLESS_STORAGE = new PriceKey(SERVERLESS, "storage");
  public static final PriceKey CROSS_ZONE =
      new PriceKey("Data transfer", "between AZs of one region, charged in each direction");

  public static final PriceKey KINESIS_SHARD = new PriceKey(KINESIS, "provisioned shard");
  public static final PriceKey KINESIS_PUT_UNIT =
      new PriceKey(KINESIS, "PUT payload unit (25 KB chunk per record)");
  public static final PriceKey KINESIS_STREAM = new PriceKey(KINESIS, "on-demand standard stream");
  public static final PriceKey KINESIS_DATA_IN =
      new PriceKey(KINESIS, "on-demand standard data in (each record rounded up to 1 KB)");
  public static final PriceKey KINESIS_DATA_OUT =
      new PriceKey(KINESIS, "on-demand standard data out");
  public static final PriceKey ADVANTAGE_DATA_IN =
      new PriceKey(
          KINESIS,
          "on-demand Advantage data in (25 MiB/s account minimum) [label inferred from rate]");
  public static final PriceKey ADVANTAGE_DATA_OUT =
      new PriceKey(
          KINESIS,
          "on-demand Advantage data out incl. enhanced fan-out (25 MiB/s account minimum)"
              + " [label inferred from rate]");

  public static final PriceKey FIREHOSE_DIRECT_1 =
      new PriceKey(
          FIREHOSE, "Direct PUT source, first 500 TB/month (each record rounded up to 5 KB)");
  public static final PriceKey FIREHOSE_DIRECT_2 =
      new PriceKey(FIREHOSE, "Direct PUT source, next 1.5 PB");
  public static final PriceKey FIREHOSE_DIRECT_3 =
      new PriceKey(FIREHOSE, "Direct PUT source, next 3 PB");
  public static final PriceKey FIREHOSE_KINESIS_1 =
      new PriceKey(
          FIREHOSE, "Kinesis stream source, first 500 TB/month (each record rounded up to 5 KB)");
  public static final PriceKey FIREHOSE_KINESIS_2 =
      new PriceKey(FIREHOSE, "Kinesis stream source, next 1.5 PB");
  public static final PriceKey FIREHOSE_MSK_1 =
      new PriceKey(FIREHOSE, "MSK source, first 500 TB/month");
  public static final PriceKey FIREHOSE_MSK_2 = new PriceKey(FIREHOSE, "MSK source, next 1.5 PB");

  public static final PriceKey GLUE_6 = new PriceKey("Glue", "Spark ETL / streaming job, Glue 6.0");
  public static final PriceKey GLUE_BEFORE_6 =
      new PriceKey("Glue", "Spark ETL / streaming job, standard execution");
  public static final PriceKey GLUE_CATALOG_REQUESTS =
      new PriceKey("Glue", "Data Catalog requests above the first 1 million per month");
  public static final PriceKey EMR_VCPU = new PriceKey("EMR Serverless", "vCPU, Linux/x86");
  public static final PriceKey EMR_MEMORY = new PriceKey("EMR Serverless", "memory, Linux/x86");
  public static final PriceKey FARGATE_VCPU = new PriceKey("Fargate", "Fargate vCPU, Linux/x86");
  public static final PriceKey FARGATE_MEMORY =
      new PriceKey("Fargate", "Fargate memory, Linux/x86");

  public static final PriceKey LAMBDA_REQUESTS = new PriceKey("Lambda", "requests");
  public static final PriceKey LAMBDA_X86_1 =
      new PriceKey("Lambda", "duration x86, first 6 billion GB-s/month");
  public static final PriceKey LAMBDA_X86_2 =
      new PriceKey("Lambda", "duration x86, next 9 billion");
  public static final PriceKey LAMBDA_ARM =
      new PriceKey("Lambda", "duration ARM, first 7.5 billion GB-s/month");
  public static final PriceKey SCHEDULER =
      new PriceKey("EventBridge", "Scheduler invocations above the first 14 million per month");

  public static final PriceKey S3_STORAGE_1 = new PriceKey("S3", "Standard storage, first 50 TB");
  public static final PriceKey S3_STORAGE_2 = new PriceKey("S3", "Standard storage, next 450 TB");
  public static final PriceKey S3_PUT = new PriceKey("S3", "PUT/COPY/POST/LIST requests");
  public static final PriceKey S3_GET = new PriceKey("S3", "GET/SELECT requests");
  public static final PriceKey ATHENA = new PriceKey("Athena", "SQL queries, data scanned");

  public static final PriceKey METRIC = new PriceKey("CloudWatch", "custom metric, first 10,000");
  public static final PriceKey ALARM =
      new PriceKey("CloudWatch", "alarm metric, standard resolution");
  public static final PriceKey LOGS_IN =
      new PriceKey("CloudWatch", "logs ingestion, standard class");
  public static final PriceKey LOGS_STORED =
      new PriceKey("CloudWatch", "logs storage (compressed)");

  public static final PriceKey DYNAMO_WRITE =
      new PriceKey("DynamoDB", "on-demand write request unit");
  public static final PriceKey DYNAMO_READ =
      new PriceKey("DynamoDB", "on-demand read request unit");
  public static final PriceKey DYNAMO_STORAGE =
      new PriceKey("DynamoDB", "storage above the first 25 GB");
  public static final PriceKey DYNAMO_RECOVERY = new PriceKey("DynamoDB", "point-in-time recovery");

  public static final PriceKey KMS_KEY = new PriceKey("KMS", "customer managed key");
  public static final PriceKey KMS_REQUESTS =
      new PriceKey("KMS", "symmetric requests above the free allowance");
  public static final PriceKey SECRET = new PriceKey("Secrets Manager", "secret");
  public static final PriceKey ENDPOINT = new PriceKey("VPC", "interface endpoint");
  public static final PriceKey ENDPOINT_DATA =
      new PriceKey("VPC", "interface endpoint data, first 1 PB");
  public static final PriceKey NAT = new PriceKey("VPC", "NAT gateway");
  public static final PriceKey NAT_DATA = new PriceKey("VPC", "NAT gateway data processed");
  public static final PriceKey PUBLIC_ADDRESS = new PriceKey("VPC", "public IPv4 address");

  private PriceKeys() {}

  /** A broker of that type: {@code kafka.t3.small}, {@code express.m7g.large}. */
  public static PriceKey broker(String type) {
    return new PriceKey(type.startsWith("express.") ? EXPRESS : MSK, "broker " + type);
  }
}
