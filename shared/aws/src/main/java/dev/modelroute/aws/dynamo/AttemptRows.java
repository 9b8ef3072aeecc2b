package dev.modelroute.aws.dynamo;

import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Attempt.Phase;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ProviderJob;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attempts to rows and back: number, route, mode, task_token, callback_digest, phase, created_at,
 * lease_until, deadline, polls, called_back, job (JSON), outcome (payload).
 */
final class AttemptRows {
  static final String PHASE = "phase";
  static final String CALLED_BACK = "called_back";
  static final String POLLS = "polls";
  static final String TASK_TOKEN = "task_token";
  static final String JOB = "job";
  static final String OUTCOME = "outcome";
  private static final String ROUTE = "route";
  private static final String MODE = "mode";
  private static final String CALLBACK_DIGEST = "callback_digest";
  private static final String CREATED_AT = "created_at";
  private static final String LEASE_UNTIL = "lease_until";
  private static final String DEADLINE = "deadline";

  private final Payloads payloads;

  AttemptRows(Payloads payloads) {
    this.payloads = payloads;
  }

  /** Part of a transaction, or of none: a new attempt's row, and one to find it by callback. */
  List<Row> newRows(Attempt attempt) {
    String digest = attempt.callbackDigest();
    if (digest == null) {
      return List.of(toRow(attempt));
    }
    return List.of(
        toRow(attempt),
        Row.of(ExecutionRow.callback(digest))
            .put(ExecutionRow.EXECUTION_ID, attempt.execution().value())
            .put(ExecutionRow.NUMBER, attempt.number()));
  }

  private Row toRow(Attempt attempt) {
    Row row =
        Row.of(ExecutionRow.attempt(attempt.execution(), attempt.number()))
            .put(ExecutionRow.NUMBER, attempt.number())
            .put(ROUTE, attempt.route().text())
            .put(MODE, attempt.mode().name())
            .put(TASK_TOKEN, attempt.taskToken())
            .put(CALLBACK_DIGEST, attempt.callbackDigest())
            .put(PHASE, attempt.phase().name())
            .put(CREATED_AT, attempt.createdAt())
            .put(LEASE_UNTIL, attempt.leaseUntil())
            .put(DEADLINE, attempt.deadline())
            .put(POLLS, attempt.polls());
    if (attempt.job() != null) {
      row.put(JOB, job(attempt.job()));
    }
    if (attempt.outcome() != null) {
      row.put(OUTCOME, outcome(attempt.execution(), attempt.outcome()));
    }
    return row;
  }

  Attempt fromRow(Row row) {
    String partition = row.text(Row.PARTITION);
    return new Attempt(
        ExecutionRow.id(partition),
        (int) row.number(ExecutionRow.NUMBER),
        RouteId.parse(row.text(ROUTE)),
        RouteMode.valueOf(row.text(MODE)),
        row.text(TASK_TOKEN),
        row.optionalText(CALLBACK_DIGEST).orElse(null),
        Phase.valueOf(row.text(PHASE)),
        row.instant(CREATED_AT),
        row.instant(LEASE_UNTIL),
        row.instant(DEADLINE),
        (int) row.number(POLLS),
        row.optionalText(JOB).map(text -> job(StrictJson.trusted(text))).orElse(null),
        row.has(OUTCOME) ? outcome(partition, row.value(OUTCOME)) : null);
  }

  static String job(ProviderJob job) {
    return JsonObject.builder()
        .put("route", job.route().text())
        .put("id", job.id())
        .put("state", job.state())
        .build()
        .toText();
  }

  private static ProviderJob job(JsonObject json) {
    return new ProviderJob(
        RouteId.parse(json.string("route").orElseThrow()),
        json.string("id").orElseThrow(),
        json.object("state").orElseThrow());
  }

  /** The attribute of an outcome; a large one is written before. */
  AttributeValue outcome(ExecutionId execution, AttemptOutcome outcome) {
    return payloads.place(ExecutionRow.partition(execution), "OUTCOME", OutcomeJson.write(outcome));
  }

  private AttemptOutcome outcome(String partition, AttributeValue stored) {
    return OutcomeJson.read(StrictJson.trusted(payloads.read(partition, stored)));
  }
}
