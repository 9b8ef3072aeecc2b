package dev.modelroute.core.flow;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.metric.Metric;
import dev.modelroute.core.metric.Metrics;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvents;
import java.time.InstantSource;

/**
 * Ends an execution, once, whoever asks: settle, release, cancel and expire all come through here.
 */
public final class Resolver {
  /** What an execution cost above its hold. */
  public static final Metric PLATFORM_LOSS = new Metric("PlatformLoss", Metric.Unit.NANO_USD);

  /** An open execution moves at most a few times between two reads. */
  private static final int MAX_TRIES = 10;

  private final ExecutionStore executions;
  private final WebhookEvents events;
  private final EventHandover handover;
  private final Metrics metrics;
  private final InstantSource time;

  public Resolver(
      ExecutionStore executions,
      WebhookEvents events,
      EventHandover handover,
      Metrics metrics,
      InstantSource time) {
    this.executions = executions;
    this.events = events;
    this.handover = handover;
    this.metrics = metrics;
    this.time = time;
  }

  /**
   * @param read the execution as last read
   * @return never {@link Resolved.StateMoved}
   */
  Resolved resolve(Execution read, Ending ending) {
    Execution current = read;
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      if (current.isTerminal()) {
        return new Resolved.AlreadyEnded(current);
      }
      Execution ended = current.ended(ending, time.instant());
      WebhookEvent event = handover.addressed(events.of(ended, time.instant()));
      Resolved resolved = executions.resolveOnce(ended, current.state(), event);
      switch (resolved) {
        case Resolved.Ended ignored -> {
          countLoss(ended);
          handover.handOver(event);
          return resolved;
        }
        case Resolved.AlreadyEnded ignored -> {
          return resolved;
        }
        case Resolved.StateMoved(Execution moved) -> current = moved;
      }
    }
    throw new StoreUnavailableException("an execution kept moving while it was to be ended", null);
  }

  /** The entry is what counts; this is for the alarm, and may be lost with the process. */
  private void countLoss(Execution ended) {
    Money loss = ended.resolution().orElseThrow().platformLoss();
    if (loss.isPositive()) {
      metrics.emit(PLATFORM_LOSS, loss.nanos());
    }
  }
}
