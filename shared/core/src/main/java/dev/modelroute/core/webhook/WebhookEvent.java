package dev.modelroute.core.webhook;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event with the exact bytes that every delivery of it sends and signs.
 *
 * @param webhookUrl the request's own address for events; null when it gave none
 * @param body JSON text; its UTF-8 bytes are what is sent and signed
 * @param awaited false when there was nobody to get it as it was made: it is kept, never queued
 */
public record WebhookEvent(
    EventId id,
    EventType type,
    OrgId organization,
    ExecutionId execution,
    @Nullable String webhookUrl,
    Instant at,
    String body,
    boolean awaited) {
  /** Largest body; where the execution would make it larger, its output is left out. */
  public static final int MAX_BODY_BYTES = 262_144;

  /** An event somebody may wait for. */
  public WebhookEvent(
      EventId id,
      EventType type,
      OrgId organization,
      ExecutionId execution,
      @Nullable String webhookUrl,
      Instant at,
      String body) {
    this(id, type, organization, execution, webhookUrl, at, body, true);
  }

  /** This event, to be kept only. */
  public WebhookEvent unawaited() {
    return new WebhookEvent(id, type, organization, execution, webhookUrl, at, body, false);
  }

  /** Which of an execution's two outbox rows it takes: {@code started} or {@code final}. */
  public Slot slot() {
    return type == EventType.STARTED ? Slot.STARTED : Slot.FINAL;
  }

  /** The outbox rows of an execution. */
  public enum Slot {
    STARTED,
    FINAL
  }
}
