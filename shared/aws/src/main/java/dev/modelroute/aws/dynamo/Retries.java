package dev.modelroute.aws.dynamo;

import dev.modelroute.core.id.StoreUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Tries again what another try may mend. The SDK makes one attempt only on a conflict between
 * transactions, so that loop is here: 8 tries, full jitter below 20 ms doubling to 400 ms. Timeouts
 * and server faults were tried three times by the SDK already, each up to its own timeout; they get
 * one more round. Then the store counts as unavailable.
 *
 * <p>A try may have been carried out although it failed: every request through here is conditional
 * or may be repeated.
 */
final class Retries {
  static final int MOST_TRIES = 8;
  private static final int MOST_ROUNDS_WITHOUT_ANSWER = 2;
  private static final long FIRST_CAP_MILLIS = 20;
  private static final long LAST_CAP_MILLIS = 400;
  private static final int CAPS_BELOW_LAST = 5;
  private static final Set<String> TRANSIENT_REASONS =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final RandomGenerator random;
  private final Pause pause;

  /**
   * @param random safe for use by many threads
   */
  Retries(RandomGenerator random, Pause pause) {
    this.random = random;
    this.pause = pause;
  }

  private enum Fault {
    /** The answer is final: a condition failed, or the request is wrong. */
    FINAL,
    CONTENTION,
    NO_ANSWER
  }

  <T> T call(Supplier<T> request) {
    int withoutAnswer = 0;
    for (int tries = 1; ; tries++) {
      try {
        return request.get();
      } catch (SdkException failed) {
        Fault fault = fault(failed);
        if (fault == Fault.FINAL) {
          throw failed;
        }
        if (fault == Fault.NO_ANSWER) {
          withoutAnswer++;
        }
        if (tries == MOST_TRIES || withoutAnswer == MOST_ROUNDS_WITHOUT_ANSWER) {
          throw new StoreUnavailableException("DynamoDB: " + fault + ", tries: " + tries, failed);
        }
        rest(tries);
      }
    }
  }

  /**
   * Waits as after so many tries.
   *
   * @param tries made so far, from 1
   */
  void rest(int tries) {
    long cap =
        tries > CAPS_BELOW_LAST
            ? LAST_CAP_MILLIS
            : Math.min(FIRST_CAP_MILLIS << (tries - 1), LAST_CAP_MILLIS);
    pause.pause(Duration.ofMillis(random.nextLong(cap + 1)));
  }

  private static Fault fault(SdkException failed) {
    return switch (failed) {
      case TransactionCanceledException cancelled -> isTransient(cancelled);
      case TransactionConflictException ignored -> Fault.CONTENTION;
      case TransactionInProgressException ignored -> Fault.CONTENTION;
      case SdkServiceException service when service.isThrottlingException() -> Fault.CONTENTION;
      case SdkServiceException service when service.statusCode() >= 500 -> Fault.NO_ANSWER;
      case SdkServiceException ignored -> Fault.FINAL;
      case SdkClientException ignored -> Fault.NO_ANSWER;
      case SdkException ignored -> Fault.FINAL;
    };
  }

  /**
   * The first item that stopped the transaction decides, as items are ordered by what they mean.
   */
  private static Fault isTransient(TransactionCanceledException cancelled) {
    return cancelled.cancellationReasons().stream()
        .map(CancellationReason::code)
        .filter(code -> code != null && !code.equals("None"))
        .findFirst()
        .filter(TRANSIENT_REASONS::contains)
        .map(ignored -> Fault.CONTENTION)
        .orElse(Fault.FINAL);
  }
}
