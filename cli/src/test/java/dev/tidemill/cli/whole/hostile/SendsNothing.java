package dev.tidemill.cli.whole.hostile;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a message without a value, which no file of samples can hold. */
public final class SendsNothing implements RequestHandler<Map<String, Object>, String> {

  @Override
  public String handleRequest(Map<String, Object> event, Context context) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", System.getenv("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS"));
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      String topic = System.getenv("TIDEMILL_STREAM_EVENTS").replaceFirst("^kafka:", "");
      var unused = producer.send(new ProducerRecord<>(topic, null));
    }
    return "sent";
  }
}
