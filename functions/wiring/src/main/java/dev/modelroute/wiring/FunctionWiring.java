package dev.modelroute.wiring;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;

/** How a function outside of any process of ours starts. */
public final class FunctionWiring {
  private FunctionWiring() {}

  /**
   * The object graph of one function. The framework's own start for Lambda makes every bean at
   * once, those of parts that are not in the function's jar included; here a bean is made when a
   * handler asks for it.
   */
  public static ApplicationContext start() {
    return ApplicationContext.builder(Environment.FUNCTION, "lambda")
        .deduceEnvironment(false)
        .start();
  }
}
