package dev.modelroute.aws.dynamo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts calls and fails writes as told: before they are sent (nothing is written) or after
 * (written, but the caller does not learn it).
 */
final class ScriptedFaults implements ExecutionInterceptor {
  private static final Set<String> WRITES =
      Set.of("TransactWriteItemsRequest", "PutItemRequest", "UpdateItemRequest");

  private final List<String> calls = new ArrayList<>();
  private final Deque<Supplier<? extends RuntimeException>> before = new ArrayDeque<>();
  private final Deque<Supplier<? extends RuntimeException>> after = new ArrayDeque<>();

  /** The next writes are not sent. */
  synchronized void failBefore(int times, Supplier<? extends RuntimeException> fault) {
    for (int i = 0; i < times; i++) {
      before.add(fault);
    }
  }

  /** The next writes are carried out, their answers lost. */
  synchronized void loseAnswers(int times, Supplier<? extends RuntimeException> fault) {
    for (int i = 0; i < times; i++) {
      after.add(fault);
    }
  }

  /** Names of the requests made since the last call of this method. */
  synchronized List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    synchronized (this) {
      calls.add(context.request().getClass().getSimpleName().replace("Request", ""));
    }
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    throwNext(before, context.request());
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    throwNext(after, context.request());
  }

  private synchronized void throwNext(
      Deque<Supplier<? extends RuntimeException>> faults, Object request) {
    boolean writes = WRITES.contains(request.getClass().getSimpleName());
    @Nullable Supplier<? extends RuntimeException> next = writes ? faults.poll() : null;
    if (next != null) {
      throw next.get();
    }
  }
}
