package dev.modelroute.core.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One POST and how it went.
 *
 * @param number counted from 1
 * @param status the receiver's; null when there was no answer
 * @param failure null when it was taken
 */
public record DeliveryAttempt(
    DeliveryId delivery,
    int number,
    Instant at,
    Duration took,
    @Nullable Integer status,
    @Nullable FailureClass failure) {

  /** The word for how it failed ({@code timeout}, {@code http_500}); null when it was taken. */
  public @Nullable String errorClass() {
    if (failure == null) {
      return null;
    }
    return failure == FailureClass.HTTP ? "http_" + status : failure.text();
  }
}
