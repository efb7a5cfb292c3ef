package dev.tidemill.examples.approvals;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores of the pipeline, as DynamoDB. */
final class Dynamo {
  private Dynamo() {}

  /**
   * A client for the whole life of a function instance. What a Lambda needs is named here, so that
   * a cold start searches for nothing: the JDK's HTTP client, the region and the two places where
   * Lambda puts credentials (the second one is SnapStart's). The endpoint is left to the SDK, which
   * finds a store on this machine in {@code AWS_ENDPOINT_URL_DYNAMODB}.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">SnapStart
   *     and credentials</a>
   */
  static DynamoDbClient client() {
    return DynamoDbClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .region(Region.of(environment("AWS_REGION")))
        .credentialsProvider(
            AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.create()))
        .endpointDiscoveryEnabled(false)
        .build();
  }

  /** The value of an environment variable that must be set. */
  static String environment(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }
}
