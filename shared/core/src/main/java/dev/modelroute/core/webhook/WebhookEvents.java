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
    EventType type = EventType.of(execution.state());
    EventId id = EventId.of(Digests.uuidOf(execution.id() + "#" + type.text()));
    JsonObject data = json.full(execution);
    String body = body(id, type, execution, at, data);
    if (body.getBytes(StandardCharsets.UTF_8).length > WebhookEvent.MAX_BODY_BYTES) {
      // Receivers are promised at most 256 KiB; data.urls.result leads to the output.
      body = body(id, type, execution, at, data.with("output", JsonNull.NULL));
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
      EventId id, EventType type, Execution execution, Instant at, JsonObject data) {
    return JsonObject.builder()
        .put("id", id.value())
        .put("type", type.text())
        .put("event_type", type.text())
        .put("timestamp", ExecutionJson.time(at))
        .put("version", VERSION)
        .put("organization_id", execution.organization().value())
        .put("execution_id", execution.id().value())
        .put("data", data)
        .build()
        .toText();
  }
}
