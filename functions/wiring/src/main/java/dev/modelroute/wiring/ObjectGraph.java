package dev.modelroute.wiring;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;

/**
 * The context a function starts with on Lambda. Micronaut's own function start makes every
 * singleton there is; here each is made when a handler first asks for it, so that a function needs
 * only the settings, secrets and rights it uses.
 */
public final class ObjectGraph {
  private ObjectGraph() {}

  public static ApplicationContext start() {
    return ApplicationContext.builder(Environment.FUNCTION, "lambda")
        .deduceEnvironment(false)
        .banner(false)
        .eagerInitSingletons(false)
        .start();
  }
}
