package dev.modelroute.core.webhook;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Makes the event of an execution's present state. The id depends on execution and slot only, so a
 * repeat is the same event.
 */
public final class WebhookEvents {
  private static final String VERSION = "1.0";

  private final ExecutionJson json;

  public WebhookEvents(ExecutionJson json) {
    this.json = json;
  }

  /**
   * @param execution just started or just ended
   */
  public WebhookEvent of(Execution execution, Instant at) {
    return of(execution, at, JsonObject.EMPTY);
  }

  /**
   * The event of an execution that never was: {@code "test": true} beside the members that every
   * event has.
   */
  WebhookEvent test(Execution execution, Instant at) {
    return of(execution, at, JsonObject.builder().put("test", true).build());
  }

  private WebhookEvent of(Execution execution, Instant at, JsonObject more) {
    EventType type = EventType.of(execution.state());
    EventId id = EventId.of(Digests.uuidOf(execution.id() + "#" + type.text()));
    JsonObject data = json.full(execution);
    String body = body(id, execution, at, data, more);
    if (body.getBytes(StandardCharsets.UTF_8).length > WebhookEvent.MAX_BODY_BYTES) {
      // Receivers are promised at most 256 KiB; data.urls.result leads to the output.
      body = body(id, execution, at, data.with("output", JsonNull.NULL), more);
    }
    return new WebhookEvent(
        id,
        type,
        execution.organization(),
        execution.id(),
        execution.request().webhookUrl(),
        at,
        body);
  }

  private static String body(
      EventId id, Execution execution, Instant at, JsonObject data, JsonObject more) {
    String type = EventType.of(execution.state()).text();
    JsonObject.Builder body =
        JsonObject.builder()
            .put("id", id.value())
            .put("type", type)
            .put("event_type", type)
            .put("timestamp", ExecutionJson.time(at))
            .put("version", VERSION)
            .put("organization_id", execution.organization().value())
            .put("execution_id", execution.id().value())
            .put("data", data);
    more.members().forEach(body::put);
    return body.build().toText();
  }
}
