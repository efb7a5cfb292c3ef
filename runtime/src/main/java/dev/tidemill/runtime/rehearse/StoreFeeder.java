package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Store;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.rehearse.SampleLines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Puts the samples of stores into their tables. */
final class StoreFeeder {

  /** What DynamoDB takes in one BatchWriteItem. */
  private static final int BATCH = 25;

  private final Pipeline pipeline;
  private final DynamoDbClient client;
  private final Narrator narrator;

  StoreFeeder(Pipeline pipeline, DynamoDbClient client, Narrator narrator) {
    this.pipeline = pipeline;
    this.client = client;
    this.narrator = narrator;
  }

  /** An item and the line that it comes from. */
  private record Sample(long line, Map<String, AttributeValue> item) {}

  /**
   * Puts the items of one file. A later line wins over an earlier one of the same key.
   *
   * @param faults gets the lines that are no items
   * @return how many lines were put
   * @throws RehearsalException if the file cannot be read or the stores do not answer
   */
  long feed(Store store, Store.Samples samples, LineFaults faults) throws InterruptedException {
    ItemReader reader = new ItemReader(store);
    Map<List<AttributeValue>, Sample> batch = new LinkedHashMap<>();
    long put = 0;
    try (SampleLines lines = SampleLines.open(samples.file())) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        Optional<Sample> sample = read(reader, line.get(), faults);
        if (sample.isEmpty()) {
          continue;
        }
        List<AttributeValue> key = reader.keyOf(sample.get().item());
        if (batch.size() == BATCH || batch.containsKey(key)) {
          put += write(store, batch, faults);
          narrator.progress(store.id() + ": " + put + " items", put, OptionalLong.empty());
        }
        batch.put(key, sample.get());
      }
    } catch (IOException e) {
      throw new RehearsalException("Cannot read " + samples.file() + ": " + OneLine.of(e), e);
    }
    return put + write(store, batch, faults);
  }

  private static Optional<Sample> read(ItemReader reader, Line line, LineFaults faults)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (line.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Sample(line.number(), reader.read(line.bytes())));
    } catch (ItemReader.NotAnItem e) {
      faults.add(line.number(), e.getMessage());
      return Optional.empty();
    }
  }

  private long write(Store store, Map<?, Sample> batch, LineFaults faults) {
    if (batch.isEmpty()) {
      return 0;
    }
    List<Sample> samples = List.copyOf(batch.values());
    batch.clear();
    String table = pipeline.names().physical(store.id());
    try {
      return together(table, samples) ? samples.size() : oneByOne(table, samples, faults);
    } catch (SdkClientException e) {
      throw new RehearsalException("The stores do not answer: " + OneLine.of(e), e);
    }
  }

  /** Whether all were taken; a batch with one bad item is refused whole. */
  private boolean together(String table, List<Sample> samples) {
    List<WriteRequest> writes = new ArrayList<>();
    for (Sample sample : samples) {
      writes.add(WriteRequest.builder().putRequest(put -> put.item(sample.item())).build());
    }
    Map<String, List<WriteRequest>> requests = new LinkedHashMap<>();
    requests.put(table, writes);
    try {
      return client
          .batchWriteItem(request -> request.requestItems(requests))
          .unprocessedItems()
          .isEmpty();
    } catch (DynamoDbException e) {
      return false;
    }
  }

  private long oneByOne(String table, List<Sample> samples, LineFaults faults) {
    long put = 0;
    for (Sample sample : samples) {
      try {
        client.putItem(request -> request.tableName(table).item(sample.item()));
        put++;
      } catch (DynamoDbException e) {
        String reason = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorMessage();
        faults.add(sample.line(), OneLine.of(reason));
      }
    }
    return put;
  }
}
