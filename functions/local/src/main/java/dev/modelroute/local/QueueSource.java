package dev.modelroute.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What an event source mapping is to the deployed consumers: receives batches, calls the function
 * with the event, and deletes what it did not report as failed.
 */
final class QueueSource implements AutoCloseable {
  private static final Logger LOG = System.getLogger(QueueSource.class.getName());
  private static final int WAIT_SECONDS = 5;
  private static final int MAX_CONCURRENT_BATCHES = 16;

  private final SqsClient sqs;
  private final String queueUrl;
  private final RequestStreamHandler function;
  private final int batchSize;
  private final Semaphore free = new Semaphore(MAX_CONCURRENT_BATCHES);
  private final Thread receiver;
  private volatile boolean closed;

  QueueSource(SqsClient sqs, String queueUrl, RequestStreamHandler function, int batchSize) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.function = function;
    this.batchSize = batchSize;
    this.receiver = Thread.ofVirtual().name("queue-source").unstarted(this::receive);
  }

  QueueSource start() {
    receiver.start();
    return this;
  }

  private void receive() {
    while (!closed) {
      try {
        free.acquire();
        Optional<List<Message>> batch = next();
        if (batch.isEmpty()) {
          free.release();
          continue;
        }
        Thread.startVirtualThread(() -> handle(batch.get()));
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private Optional<List<Message>> next() {
    try {
      List<Message> messages =
          sqs.receiveMessage(request ->
                  request
                      .queueUrl(queueUrl)
                      .maxNumberOfMessages(batchSize)
                      .waitTimeSeconds(WAIT_SECONDS)
                      .overrideConfiguration(limits ->
                          limits
                              .apiCallTimeout(java.time.Duration.ofSeconds(WAIT_SECONDS + 5))
                              .apiCallAttemptTimeout(
                                  java.time.Duration.ofSeconds(WAIT_SECONDS + 5))))
              .messages();
      return Optional.of(messages).filter(received -> !received.isEmpty());
    } catch (SdkException | IllegalStateException gone) {
      // The queue stops with the run; anything else shows as messages that stay.
      return Optional.empty();
    }
  }

  private void handle(List<Message> batch) {
    try {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      function.handleRequest(new ByteArrayInputStream(event(batch)), answer, new LocalContext());
      Set<String> failed = failed(answer.toByteArray());
      delete(batch.stream().filter(message -> !failed.contains(message.messageId())).toList());
    } catch (IOException | MalformedJsonException | RuntimeException fault) {
      if (!closed) {
        LOG.log(Level.WARNING, "a batch failed and comes again: " + fault.getClass().getName());
      }
    } finally {
      free.release();
    }
  }

  private void delete(List<Message> done) {
    if (done.isEmpty()) {
      return;
    }
    List<DeleteMessageBatchRequestEntry> entries =
        done.stream()
            .map(message ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(message.messageId())
                    .receiptHandle(message.receiptHandle())
                    .build())
            .toList();
    sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
  }

  private byte[] event(List<Message> batch) {
    JsonArray records =
        batch.stream()
            .map(message ->
                JsonObject.builder()
                    .put("messageId", message.messageId())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body())
                    .put("attributes", JsonObject.EMPTY)
                    .put("messageAttributes", JsonObject.EMPTY)
                    .put("md5OfBody", message.md5OfBody())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:local")
                    .put("awsRegion", "us-east-1")
                    .build())
            .collect(JsonArray.collector());
    return JsonWriter.bytes(JsonObject.builder().put("Records", records).build());
  }

  private static Set<String> failed(byte[] answer) throws MalformedJsonException {
    return StrictJson.parseObject(answer)
        .array("batchItemFailures")
        .orElse(JsonArray.EMPTY)
        .items()
        .stream()
        .map(QueueSource::failedId)
        .collect(Collectors.toSet());
  }

  private static String failedId(Json failure) {
    return failure instanceof JsonObject object ? object.string("itemIdentifier").orElse("") : "";
  }

  @Override
  public void close() {
    closed = true;
    receiver.interrupt();
  }
}
