package dev.modelroute.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that passes faster or slower than the wall clock, from a fixed moment on.
 *
 * @param origin wall-clock moment at which both agree
 * @param scale seconds that pass here in one second of the wall clock
 */
public record ScaledTime(InstantSource wall, Instant origin, double scale)
    implements InstantSource {

  @Override
  public Instant instant() {
    double nanos = Duration.between(origin, wall.instant()).toNanos() * scale;
    return origin.plusNanos((long) nanos);
  }
}
