package dev.modelroute.aws.dynamo;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.SpendCounter;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.time.Instant;
import java.util.Locale;

/**
 * Keys and attributes of the executions table.
 *
 * <ul>
 *   <li>{@code EXEC#<id>} / {@code EXEC}: state, hold_state (HELD, then SETTLED or RELEASED), hold,
 *       hold_shards {nn: nano}, spend (list of {@link SpendCounter}), charge, overrun; account,
 *       key_id; created_at, started_at, completed_at, expires_at; request (JSON), input (payload),
 *       ending (JSON), output (payload).
 *   <li>{@code EXEC#<id>} / {@code ATT#<nn>}: an attempt; see {@link AttemptRows}.
 *   <li>{@code EXEC#<id>} / {@code OUT#started}, {@code OUT#final}: an event of the outbox; see
 *       {@link DynamoOutbox}.
 *   <li>{@code EXEC#<id>} / {@code INPUT#…}, {@code OUTPUT#…}, {@code OUTCOME#…}, {@code BODY#…}:
 *       text over 4 KB; see {@link Payloads}.
 *   <li>{@code IDEM#<org>#<sha256 of key>} / {@code IDEM}: execution_id, fingerprint, expires
 *       (epoch seconds; absent = as long as the execution).
 *   <li>{@code CB#<digest>} / {@code CB}: execution_id and number of the attempt with this
 *       callback.
 * </ul>
 */
final class ExecutionRow {
  static final String SORT = "EXEC";
  static final String ATTEMPT_PREFIX = "ATT#";
  static final String OUTBOX_PREFIX = "OUT#";

  static final String ACCOUNT = "account";
  static final String KEY_ID = "key_id";
  static final String STATE = "state";
  static final String HOLD = "hold";
  static final String HOLD_STATE = "hold_state";
  static final String HOLD_SHARDS = "hold_shards";
  static final String SPEND = "spend";
  static final String CHARGE = "charge";
  static final String OVERRUN = "overrun";
  static final String CREATED_AT = "created_at";
  static final String STARTED_AT = "started_at";
  static final String COMPLETED_AT = "completed_at";
  static final String EXPIRES_AT = "expires_at";
  static final String REQUEST = "request";
  static final String INPUT = "input";
  static final String ENDING = "ending";
  static final String OUTPUT = "output";
  static final String EXECUTION_ID = "execution_id";
  static final String FINGERPRINT = "fingerprint";
  static final String EXPIRES = "expires";
  static final String NUMBER = "number";

  static final String HELD = "HELD";
  static final String SETTLED = "SETTLED";
  static final String RELEASED = "RELEASED";

  private static final String PARTITION_PREFIX = "EXEC#";

  private ExecutionRow() {}

  static String partition(ExecutionId id) {
    return PARTITION_PREFIX + id;
  }

  /** Reads {@link #partition} back. */
  static ExecutionId id(String partition) {
    return new ExecutionId(partition.substring(PARTITION_PREFIX.length()));
  }

  static Row.Key key(ExecutionId id) {
    return new Row.Key(partition(id), SORT);
  }

  static Row.Key attempt(ExecutionId id, int number) {
    return new Row.Key(partition(id), "%s%04d".formatted(ATTEMPT_PREFIX, number));
  }

  static Row.Key event(ExecutionId id, Slot slot) {
    return new Row.Key(partition(id), OUTBOX_PREFIX + slot.name().toLowerCase(Locale.ROOT));
  }

  static Slot slot(String sort) {
    return Slot.valueOf(sort.substring(OUTBOX_PREFIX.length()).toUpperCase(Locale.ROOT));
  }

  static Row.Key idempotency(OrgId organization, IdempotencyKey key) {
    return new Row.Key("IDEM#" + organization + "#" + key.digest(), "IDEM");
  }

  static Row.Key callback(String digest) {
    return new Row.Key("CB#" + digest, "CB");
  }

  /** Where an execution stands in its account's list. */
  static String listKey(ExecutionId id, Instant createdAt) {
    return listTime(createdAt) + "#" + id;
  }

  static String listTime(Instant createdAt) {
    return "%015d".formatted(createdAt.toEpochMilli());
  }
}
