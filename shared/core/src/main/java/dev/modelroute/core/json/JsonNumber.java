package dev.modelroute.core.json;

import java.math.BigDecimal;

/**
 * A JSON number, exact.
 *
 * @param value the number as written; {@code 1}, {@code 1.0} and {@code 1e0} differ here and are
 *     made equal only by {@link CanonicalJson}
 */
public record JsonNumber(BigDecimal value) implements Json {

  public static JsonNumber of(long value) {
    return new JsonNumber(BigDecimal.valueOf(value));
  }

  /** Whether the number is whole, however it was written ({@code 2}, {@code 2.0}). */
  public boolean isWhole() {
    return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
  }
}
