package dev.modelroute.proof.embedded;

import dev.modelroute.testkit.crash.CrashPoints;
import java.util.Objects;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Makes each request to DynamoDB a call that may crash: before it is sent nothing is written, after
 * it was answered all is written and the caller does not learn it.
 */
final class CountedRequests implements ExecutionInterceptor {
  private static final ExecutionAttribute<Integer> NUMBER = new ExecutionAttribute<>("number");

  private volatile CrashPoints points = new CrashPoints();

  void count(CrashPoints next) {
    points = next;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    attributes.putAttribute(NUMBER, points.enter(name(context.request())));
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    points.leave(name(context.request()), Objects.requireNonNull(attributes.getAttribute(NUMBER)));
  }

  private static String name(Object request) {
    return "DynamoDb." + request.getClass().getSimpleName().replace("Request", "");
  }
}
