package dev.modelroute.aws.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.id.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

class RetriesTest {
  private final List<Duration> waits = new ArrayList<>();
  private int calls;

  @Test
  void each_fault_gets_the_tries_that_may_help() {
    check(8, TransactionConflictException.builder().build());
    check(8, TransactionInProgressException.builder().build());
    check(8, cancelled("None", "TransactionConflict"));
    check(8, cancelled("ThrottlingError", "None"));
    check(8, service(400, "ThrottlingException"));
    check(8, service(400, "ProvisionedThroughputExceededException"));
    check(2, service(500, "InternalServerError"));
    check(2, service(503, "ServiceUnavailable"));
    check(2, SdkClientException.create("Read timed out"));
  }

  @Test
  void an_answer_is_final() {
    checkFinal(ConditionalCheckFailedException.builder().build());
    checkFinal(cancelled("ConditionalCheckFailed", "None"));
    checkFinal(cancelled("ValidationError"));
    checkFinal(service(400, "ValidationException"));
  }

  @Test
  void the_first_reason_decides() {
    checkFinal(cancelled("None", "ConditionalCheckFailed", "TransactionConflict"));
    check(8, cancelled("None", "TransactionConflict", "ConditionalCheckFailed"));
  }

  @Test
  void waits_are_jittered_below_a_doubling_cap() {
    for (long seed = 1; seed <= 200; seed++) {
      RandomGenerator random = new java.util.Random(seed);
      run(random, always(TransactionConflictException.builder().build()));
      long[] caps = {20, 40, 80, 160, 320, 400, 400};
      assertEquals(caps.length, waits.size());
      for (int i = 0; i < caps.length; i++) {
        long wait = waits.get(i).toMillis();
        assertTrue(wait >= 0 && wait <= caps[i], "seed " + seed + ", wait " + i + ": " + wait);
      }
    }
  }

  @Test
  void a_later_try_can_succeed() {
    Retries retries = new Retries(RandomGenerator.of("L64X128MixRandom"), waits::add);
    String answer =
        retries.call(() -> {
          if (++calls < 8) {
            throw TransactionConflictException.builder().build();
          }
          return "done";
        });
    assertEquals("done", answer);
    assertEquals(8, calls);
  }

  private void check(int tries, SdkException fault) {
    run(RandomGenerator.of("L64X128MixRandom"), always(fault));
    assertEquals(tries, calls, fault.toString());
  }

  private void checkFinal(SdkException fault) {
    calls = 0;
    Retries retries = new Retries(RandomGenerator.of("L64X128MixRandom"), waits::add);
    assertEquals(fault, assertThrows(fault.getClass(), () -> retries.call(always(fault))));
    assertEquals(1, calls, fault.toString());
  }

  private void run(RandomGenerator random, Supplier<String> request) {
    calls = 0;
    waits.clear();
    Retries retries = new Retries(random, waits::add);
    assertThrows(StoreUnavailableException.class, () -> retries.call(request));
  }

  private Supplier<String> always(SdkException fault) {
    return () -> {
      calls++;
      throw fault;
    };
  }

  private static SdkException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            List.of(codes).stream()
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .build();
  }

  private static SdkException service(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
