package dev.modelroute.core.catalog;

/**
 * Names one way to run a model. Operators see it; callers never do.
 *
 * @param provider slug of the adapter
 * @param model the provider's own name of the model
 */
public record RouteId(String provider, String model) {
  /** {@code provider/model}; parsed back by the first slash. */
  public String text() {
    return provider + "/" + model;
  }

  public static RouteId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("a route id is provider/model");
    }
    return new RouteId(text.substring(0, slash), text.substring(slash + 1));
  }
}
