package dev.modelroute.aws.dynamo;

import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes several rows, all or none, and says which condition stopped it.
 *
 * <p>All tries of one write send the same request with the same client token: one that was carried
 * out although its answer got lost is then answered as committed. That saves work; correctness
 * rests on the conditions, since the token is forgotten after ten minutes.
 */
final class Transactions {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private final DynamoDbClient dynamoDb;
  private final Retries retries;
  private final RandomGenerator random;

  Transactions(DynamoDbClient dynamoDb, Retries retries, RandomGenerator random) {
    this.dynamoDb = dynamoDb;
    this.retries = retries;
    this.random = random;
  }

  /** What became of a transaction. */
  sealed interface Outcome {
    /** All rows are written. */
    record Committed() implements Outcome {}

    /**
     * Nothing is written.
     *
     * @param item index of the first one whose condition failed
     * @param old that row as it was; empty when there was none
     */
    record Refused(int item, Row old) implements Outcome {}
  }

  /** Writes all items or none. The order of the items is the order their conditions are told in. */
  Outcome write(List<TransactWriteItem> items) {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(items)
            .clientRequestToken(new UUID(random.nextLong(), random.nextLong()).toString())
            .build();
    try {
      retries.call(() -> dynamoDb.transactWriteItems(request));
      return new Outcome.Committed();
    } catch (TransactionCanceledException cancelled) {
      return refusal(cancelled);
    }
  }

  /**
   * Waits before a write that was refused is made anew in another way.
   *
   * @param tries made so far, from 1
   */
  void rest(int tries) {
    retries.rest(tries);
  }

  private static Outcome refusal(TransactionCanceledException cancelled) {
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    for (int i = 0; i < reasons.size(); i++) {
      if (CONDITION_FAILED.equals(reasons.get(i).code())) {
        return new Outcome.Refused(i, Row.read(reasons.get(i).item()));
      }
    }
    throw cancelled;
  }
}
