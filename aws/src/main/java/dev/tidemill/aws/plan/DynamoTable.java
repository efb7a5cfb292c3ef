package dev.tidemill.aws.plan;

import dev.tidemill.model.Store;

/** A store on DynamoDB: on demand, encrypted, with point-in-time recovery. */
public record DynamoTable(String name, Store store) {

  public String id() {
    return store.id();
  }

  static String arn(String name) {
    return Ref.arn("dynamodb", "table/" + name);
  }
}
