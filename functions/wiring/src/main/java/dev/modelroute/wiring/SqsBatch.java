package dev.modelroute.wiring;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The event an SQS event source hands to a function, and the partial answer to it. Only the two
 * fields we use are read: {@code Records[].messageId} and {@code .body}.
 */
public record SqsBatch(List<Message> messages) {

  public SqsBatch {
    messages = List.copyOf(messages);
  }

  /** One message. */
  public record Message(String id, String body) {}

  /** Reads {@code {"Records":[{"messageId":…,"body":…}]}}. */
  public static SqsBatch read(InputStream event) throws IOException {
    try {
      JsonObject root = StrictJson.parseObject(event.readAllBytes());
      return new SqsBatch(
          root.array("Records").orElse(JsonArray.EMPTY).items().stream()
              .map(SqsBatch::message)
              .toList());
    } catch (MalformedJsonException malformed) {
      throw new IOException("the batch event is malformed", malformed);
    }
  }

  /**
   * {@code {"batchItemFailures":[{"itemIdentifier":…}]}}: the messages the queue is to deliver
   * again.
   */
  public static byte[] answer(List<String> failedIds) {
    JsonArray failures =
        failedIds.stream()
            .map(id -> JsonObject.builder().put("itemIdentifier", id).build())
            .collect(JsonArray.collector());
    return JsonWriter.bytes(JsonObject.builder().put("batchItemFailures", failures).build());
  }

  private static Message message(Json record) {
    if (record instanceof JsonObject fields) {
      return new Message(fields.string("messageId").orElse(""), fields.string("body").orElse(""));
    }
    throw new IllegalArgumentException("a record of the batch is no object");
  }
}
