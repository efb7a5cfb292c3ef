package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.DynamoTable;
import dev.tidemill.model.Store;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** Stores on DynamoDB. */
final class Stores {

  private final Construct scope;
  private final boolean retained;
  private final Optional<IKey> key;
  private final Map<String, ITableV2> tables = new LinkedHashMap<>();

  Stores(Construct parent, Deployment deployment, Optional<IKey> key) {
    this.scope = new Construct(parent, "Stores");
    this.retained = deployment.retained();
    this.key = key;
    deployment.tables().forEach(table -> tables.put(table.id(), make(table)));
  }

  Map<String, ITableV2> tables() {
    return Collections.unmodifiableMap(tables);
  }

  private TableV2 make(DynamoTable table) {
    Store store = table.store();
    TableV2.Builder builder =
        TableV2.Builder.create(scope, table.id())
            .tableName(table.name())
            .partitionKey(attribute(store.partitionKey()))
            .billing(Billing.onDemand())
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .deletionProtection(retained)
            .removalPolicy(retained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    store.sortKey().ifPresent(sort -> builder.sortKey(attribute(sort)));
    store.ttl().ifPresent(builder::timeToLiveAttribute);
    key.ifPresent(own -> builder.encryption(TableEncryptionV2.customerManagedKey(own)));
    List<GlobalSecondaryIndexPropsV2> indexes =
        store.indexes().entrySet().stream().map(e -> index(e.getKey(), e.getValue())).toList();
    if (!indexes.isEmpty()) {
      builder.globalSecondaryIndexes(indexes);
    }
    return builder.build();
  }

  private static GlobalSecondaryIndexPropsV2 index(String name, Store.Index index) {
    GlobalSecondaryIndexPropsV2.Builder builder =
        GlobalSecondaryIndexPropsV2.builder()
            .indexName(name)
            .partitionKey(attribute(index.partitionKey()));
    index.sortKey().ifPresent(sort -> builder.sortKey(attribute(sort)));
    return builder.build();
  }

  private static Attribute attribute(Store.Attribute attribute) {
    AttributeType type =
        switch (attribute.type()) {
          case STRING -> AttributeType.STRING;
          case NUMBER -> AttributeType.NUMBER;
          case BINARY -> AttributeType.BINARY;
        };
    return Attribute.builder().name(attribute.name()).type(type).build();
  }
}
