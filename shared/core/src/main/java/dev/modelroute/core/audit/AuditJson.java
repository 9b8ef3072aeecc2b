package dev.modelroute.core.audit;

import dev.modelroute.core.json.JsonObject;
import java.util.TreeMap;

/** Audit events as callers see them. */
public final class AuditJson {
  private AuditJson() {}

  public static JsonObject of(AuditEvent event) {
    Actor actor = event.by().actor();
    JsonObject.Builder details = JsonObject.builder();
    new TreeMap<>(event.details()).forEach(details::put);
    return JsonObject.builder()
        .put("id", event.id().value())
        .put("action", event.action().text())
        .put(
            "actor",
            JsonObject.builder()
                .put("kind", actor.kind().text())
                .put("id", actor.id())
                .put("label", actor.label())
                .build())
        .put(
            "resource",
            JsonObject.builder()
                .put("type", event.resource().type())
                .put("id", event.resource().id())
                .build())
        .put("created_at", event.at().toString())
        .put("source_ip", event.by().sourceIp())
        .put("request_id", event.by().requestId())
        .put("details", details.build())
        .build();
  }
}
