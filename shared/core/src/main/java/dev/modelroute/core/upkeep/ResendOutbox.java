package dev.modelroute.core.upkeep;

import dev.modelroute.core.flow.EventHandover;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.webhook.Outbox;
import java.time.InstantSource;

/** Queues events whose first hand-over was lost. */
public final class ResendOutbox {
  /** Most events of one sweep. */
  public static final int LIMIT = 500;

  private final Outbox outbox;
  private final EventHandover handover;
  private final InstantSource time;

  public ResendOutbox(Outbox outbox, EventHandover handover, InstantSource time) {
    this.outbox = outbox;
    this.handover = handover;
    this.time = time;
  }

  /** What was sent; {@code failed} stay due. */
  public record Resent(int sent, int failed) {}

  public Resent resend() {
    int sent = 0;
    int failed = 0;
    for (Outbox.Entry entry : outbox.unsent(time.instant(), LIMIT)) {
      try {
        handover.send(entry);
        sent++;
      } catch (StoreUnavailableException later) {
        failed++;
      }
    }
    return new Resent(sent, failed);
  }
}
