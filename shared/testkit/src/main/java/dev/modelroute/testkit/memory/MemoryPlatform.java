package dev.modelroute.testkit.memory;

import dev.modelroute.testkit.contract.Stores;
import dev.modelroute.testkit.metric.MemoryMetrics;

/**
 * A whole platform's stores and queues in memory, under one lock: every call is one step that no
 * other call sees half done. Nothing in it reads a clock.
 */
public final class MemoryPlatform implements Stores {
  private final MemoryRows rows = new MemoryRows();
  private final MemoryExecutionStore executions = new MemoryExecutionStore(rows);
  private final MemoryAttemptStore attempts = new MemoryAttemptStore(rows);
  private final MemoryLedger ledger = new MemoryLedger(rows);
  private final MemoryKeyStore keys = new MemoryKeyStore();
  private final MemoryOutbox outbox = new MemoryOutbox(rows);
  private final MemoryPollQueue polls = new MemoryPollQueue();
  private final MemoryWebhookQueue webhooks = new MemoryWebhookQueue();
  private final MemoryMetrics metrics = new MemoryMetrics();
  private final MemoryOrchestrator orchestrator = new MemoryOrchestrator();
  private final RawRows raw = new RawRows(rows);

  @Override
  public MemoryExecutionStore executions() {
    return executions;
  }

  @Override
  public MemoryAttemptStore attempts() {
    return attempts;
  }

  @Override
  public MemoryLedger ledger() {
    return ledger;
  }

  @Override
  public MemoryKeyStore keys() {
    return keys;
  }

  @Override
  public MemoryOutbox outbox() {
    return outbox;
  }

  public MemoryPollQueue polls() {
    return polls;
  }

  public MemoryWebhookQueue webhooks() {
    return webhooks;
  }

  public MemoryMetrics metrics() {
    return metrics;
  }

  public MemoryOrchestrator orchestrator() {
    return orchestrator;
  }

  /** The rows themselves, for looking at and for spoiling. */
  public RawRows raw() {
    return raw;
  }
}
