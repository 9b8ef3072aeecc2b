package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Attempt.Phase;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.provider.ProviderJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attempts on DynamoDB; rows as in {@link AttemptRows}. */
public final class DynamoAttemptStore implements AttemptStore {
  private final DynamoTable table;
  private final AttemptRows rows;
  private final Transactions transactions;
  private final RandomGenerator random;
  private final DueIndex due;

  /**
   * @param random safe for use by many threads
   */
  DynamoAttemptStore(
      DynamoTable table, AttemptRows rows, Transactions transactions, RandomGenerator random) {
    this.table = table;
    this.rows = rows;
    this.transactions = transactions;
    this.random = random;
    this.due = DueIndex.ofExecutions(table);
  }

  @Override
  public boolean create(Attempt attempt) {
    List<Row> created = rows.newRows(attempt);
    if (created.size() == 1) {
      String call = newCall();
      return switch (table.put(created.getFirst().put(AttemptRows.WRITTEN_BY, call))) {
        case Outcome.Committed() -> true;
        case Outcome.Refused(int ignored, Row taken) -> isWrittenBy(taken, call);
      };
    }
    // All tries of a transaction carry one token: it knows its own rows by itself.
    return switch (transactions.write(created.stream().map(table::newRow).toList())) {
      case Outcome.Committed() -> true;
      case Outcome.Refused ignored -> false;
    };
  }

  @Override
  public Waiting markWaiting(ExecutionId execution, int number, ProviderJob job) {
    String call = newCall();
    return table
        .updated(
            change(execution, number)
                .set(AttemptRows.PHASE, Phase.WAITING.name())
                .set(AttemptRows.WRITTEN_BY, call)
                .set(AttemptRows.JOB, AttemptRows.job(job))
                .whenEqual(AttemptRows.PHASE, Phase.CALLED.name()),
            row -> isWrittenBy(row, call))
        .map(row -> row.has(AttemptRows.CALLED_BACK) ? Waiting.CALLED_BACK : Waiting.WAITING)
        .orElse(Waiting.REFUSED);
  }

  @Override
  public boolean keepCallback(ExecutionId execution, int number) {
    return table.updateIf(
        change(execution, number)
            .set(AttemptRows.CALLED_BACK, 1)
            .whenEqual(AttemptRows.PHASE, Phase.CALLED.name()));
  }

  @Override
  public Recorded recordOutcome(
      ExecutionId execution, int number, AttemptOutcome outcome, @Nullable Instant dueAt) {
    AttributeValue stored = rows.outcome(execution, outcome);
    if (dueAt == null) {
      return writeOutcome(execution, number, stored)
          ? Recorded.RECORDED
          : Recorded.ALREADY_ANSWERED;
    }
    RowUpdate sweep =
        RowUpdate.of(ExecutionRow.key(execution))
            .whenEqual(ExecutionRow.HOLD_STATE, ExecutionRow.HELD);
    due.set(sweep, execution.value(), dueAt);
    RowUpdate answer = answer(execution, number, stored, newCall());
    return switch (transactions.write(List.of(table.change(answer), table.change(sweep)))) {
      case Outcome.Committed() -> Recorded.RECORDED;
      case Outcome.Refused(int item, Row ignored) ->
          item == 0 ? Recorded.ALREADY_ANSWERED : noteLate(execution, number, stored);
    };
  }

  /** The execution is over: the outcome is kept for the operator, and nothing becomes due. */
  private Recorded noteLate(ExecutionId execution, int number, AttributeValue stored) {
    return writeOutcome(execution, number, stored)
        ? Recorded.EXECUTION_OVER
        : Recorded.ALREADY_ANSWERED;
  }

  /** Writes an outcome; false when there is another call's. */
  private boolean writeOutcome(ExecutionId execution, int number, AttributeValue stored) {
    String call = newCall();
    return table.updateIf(answer(execution, number, stored, call), row -> isWrittenBy(row, call));
  }

  /**
   * Names a call for all its tries. Whoever finds its own name in the row that refuses it wrote
   * that row, and only the answer was lost: taking it for another run's would leave the machine
   * without anybody to answer it.
   */
  private String newCall() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static boolean isWrittenBy(Row row, String call) {
    return row.optionalText(AttemptRows.WRITTEN_BY).filter(call::equals).isPresent();
  }

  private static RowUpdate answer(
      ExecutionId execution, int number, AttributeValue stored, String call) {
    return unanswered(execution, number)
        .set(AttemptRows.PHASE, Phase.ANSWERED.name())
        .set(AttemptRows.WRITTEN_BY, call)
        .set(AttemptRows.OUTCOME, stored);
  }

  @Override
  public boolean adoptToken(ExecutionId execution, int number, String taskToken) {
    return table.updateIf(unanswered(execution, number).set(AttemptRows.TASK_TOKEN, taskToken));
  }

  @Override
  public boolean claimPoll(ExecutionId execution, int number, int n) {
    return table.updateIf(
        unanswered(execution, number)
            .set(AttemptRows.POLLS, n + 1L)
            .whenEqual(AttemptRows.POLLS, n));
  }

  @Override
  public Optional<Attempt> find(ExecutionId execution, int number) {
    return table.get(ExecutionRow.attempt(execution, number)).map(rows::fromRow);
  }

  @Override
  public List<Attempt> all(ExecutionId execution) {
    List<Attempt> attempts = new ArrayList<>();
    table.scan(
        ExecutionRow.partition(execution),
        ExecutionRow.ATTEMPT_PREFIX,
        row -> attempts.add(rows.fromRow(row)));
    return attempts;
  }

  @Override
  public Optional<Attempt> findByCallback(String callbackDigest) {
    return table
        .get(ExecutionRow.callback(callbackDigest))
        .flatMap(callback ->
            find(
                new ExecutionId(callback.text(ExecutionRow.EXECUTION_ID)),
                (int) callback.number(ExecutionRow.NUMBER)));
  }

  private static RowUpdate unanswered(ExecutionId execution, int number) {
    return change(execution, number).whenNot(AttemptRows.PHASE, Phase.ANSWERED.name());
  }

  private static RowUpdate change(ExecutionId execution, int number) {
    return RowUpdate.of(ExecutionRow.attempt(execution, number));
  }
}
