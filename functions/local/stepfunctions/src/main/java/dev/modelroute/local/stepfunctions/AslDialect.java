package dev.modelroute.local.stepfunctions;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What a definition may name beyond the language itself.
 *
 * @param resources accepts a Task's {@code Resource}
 * @param ownErrors accepts an error name that is none of {@code States.*}, {@code Lambda.*} and
 *     {@code Sandbox.*}
 */
public record AslDialect(Predicate<String> resources, Predicate<String> ownErrors) {

  /** Calls a function and takes its answer. */
  public static final String LAMBDA_INVOKE = "arn:aws:states:::lambda:invoke";

  /** Calls a function and waits until someone completes the task token. */
  public static final String LAMBDA_INVOKE_WAIT = LAMBDA_INVOKE + ".waitForTaskToken";

  /** The two Lambda resources, and exactly these error names of our own. */
  public static AslDialect lambdaOnly(Set<String> ownErrors) {
    Set<String> errors = Set.copyOf(ownErrors);
    Set<String> resources = Set.of(LAMBDA_INVOKE, LAMBDA_INVOKE_WAIT);
    return new AslDialect(resources::contains, errors::contains);
  }
}
