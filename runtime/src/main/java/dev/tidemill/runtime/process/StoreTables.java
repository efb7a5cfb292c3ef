package dev.tidemill.runtime.process;

import dev.tidemill.model.Names;
import dev.tidemill.model.Store;
import dev.tidemill.model.Store.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The DynamoDB tables of stores. */
final class StoreTables {

  private final DynamoDbClient client;
  private final Names names;

  StoreTables(DynamoDbClient client, Names names) {
    this.client = client;
    this.names = names;
  }

  void create(Store store) {
    String table = names.physical(store.id());
    List<KeySchemaElement> keys = keys(store.partitionKey(), store.sortKey());
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys)
            .attributeDefinitions(attributes(store));
    if (!store.indexes().isEmpty()) {
      request.globalSecondaryIndexes(indexes(store));
    }
    try {
      client.createTable(request.build());
    } catch (ResourceInUseException exists) {
      refuseOtherKeys(store, table, keys);
    }
    client.waiter().waitUntilTableExists(describe -> describe.tableName(table));
    store.ttl().ifPresent(attribute -> expire(table, attribute));
  }

  private void refuseOtherKeys(Store store, String table, List<KeySchemaElement> keys) {
    TableDescription existing = client.describeTable(describe -> describe.tableName(table)).table();
    if (!existing.keySchema().equals(keys)) {
      throw new WorldException(
          "Store %s: its table %s exists with other keys; keys cannot be changed, use another name"
              .formatted(store.id(), table));
    }
  }

  private void expire(String table, String attribute) {
    String now =
        client
            .describeTimeToLive(describe -> describe.tableName(table))
            .timeToLiveDescription()
            .attributeName();
    if (now == null) {
      client.updateTimeToLive(
          update ->
              update
                  .tableName(table)
                  .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute)));
    }
  }

  private static List<GlobalSecondaryIndex> indexes(Store store) {
    List<GlobalSecondaryIndex> indexes = new ArrayList<>();
    store
        .indexes()
        .forEach(
            (id, index) ->
                indexes.add(
                    GlobalSecondaryIndex.builder()
                        .indexName(id)
                        .keySchema(keys(index.partitionKey(), index.sortKey()))
                        .projection(Projection.builder().projectionType(ProjectionType.ALL).build())
                        .build()));
    return indexes;
  }

  private static List<KeySchemaElement> keys(Attribute partition, Optional<Attribute> sort) {
    List<KeySchemaElement> keys = new ArrayList<>();
    keys.add(key(partition, KeyType.HASH));
    sort.ifPresent(attribute -> keys.add(key(attribute, KeyType.RANGE)));
    return keys;
  }

  private static KeySchemaElement key(Attribute attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
  }

  /** Each key attribute once: DynamoDB wants to know the types of keys and of nothing else. */
  private static List<AttributeDefinition> attributes(Store store) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    add(attributes, store.partitionKey(), store.sortKey());
    store
        .indexes()
        .values()
        .forEach(index -> add(attributes, index.partitionKey(), index.sortKey()));
    return attributes.values().stream().map(StoreTables::definition).toList();
  }

  private static void add(
      Map<String, Attribute> attributes, Attribute partition, Optional<Attribute> sort) {
    attributes.put(partition.name(), partition);
    sort.ifPresent(attribute -> attributes.put(attribute.name(), attribute));
  }

  private static AttributeDefinition definition(Attribute attribute) {
    ScalarAttributeType type =
        switch (attribute.type()) {
          case STRING -> ScalarAttributeType.S;
          case NUMBER -> ScalarAttributeType.N;
          case BINARY -> ScalarAttributeType.B;
        };
    return AttributeDefinition.builder()
        .attributeName(attribute.name())
        .attributeType(type)
        .build();
  }
}
