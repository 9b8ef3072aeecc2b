package dev.modelroute.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Notes every call that any client of this JVM makes, in order; found by the SDK through its file
 * of global interceptors. A line is {@code Operation table}, or for a transaction {@code Operation
 * table*items …}; waiting for messages is left out.
 */
public final class RecordedCalls implements ExecutionInterceptor {
  private static final List<String> CALLS = new ArrayList<>();

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    if (operation.equals("ReceiveMessage")) {
      return;
    }
    synchronized (CALLS) {
      CALLS.add((operation + " " + on(context.request())).strip());
      CALLS.notifyAll();
    }
  }

  private static String on(SdkRequest request) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      List<String> tables = transaction.transactItems().stream().map(RecordedCalls::table).toList();
      return String.join(
          " ",
          tables.stream()
              .distinct()
              .map(table -> table + "*" + tables.stream().filter(table::equals).count())
              .toList());
    }
    return request.getValueForField("TableName", String.class).map(RecordedCalls::name).orElse("");
  }

  private static String table(TransactWriteItem item) {
    return Stream.of(
            item.put() == null ? "" : item.put().tableName(),
            item.update() == null ? "" : item.update().tableName())
        .filter(name -> !name.isEmpty())
        .map(RecordedCalls::name)
        .findFirst()
        .orElse("another kind of item");
  }

  private static String name(String table) {
    return table.substring(table.indexOf('-') + 1);
  }

  static void forget() {
    synchronized (CALLS) {
      CALLS.clear();
    }
  }

  /** All calls since {@link #forget}, once there are so many. */
  static List<String> await(int count) throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    synchronized (CALLS) {
      while (CALLS.size() < count) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new TimeoutException("only " + CALLS);
        }
        CALLS.wait(left);
      }
      return List.copyOf(CALLS);
    }
  }
}
