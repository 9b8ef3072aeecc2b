package dev.modelroute.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests a subject may send: a generic cell rate algorithm per subject, {@code
 * limitPerMinute} at once and as many a minute after that. It counts inside one process: many
 * concurrent copies of the function allow more, a fresh one has forgotten everything. It protects
 * the function from one caller; the gateway's throttling protects the account.
 */
final class RateGate {
  /** Subjects remembered; the one not seen for longest is forgotten and starts afresh. */
  static final int MAX_SUBJECTS = 10_000;

  private static final long WINDOW_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final int limitPerMinute;
  private final long intervalMicros;
  private final InstantSource time;

  /** By subject: when all it has sent is paid for. */
  private final Map<String, Long> paidAtMicros = new Recent();

  RateGate(int limitPerMinute, InstantSource time) {
    if (limitPerMinute < 1) {
      throw new IllegalArgumentException("a limit is at least one request a minute");
    }
    this.limitPerMinute = limitPerMinute;
    this.intervalMicros = Math.max(1, WINDOW_MICROS / limitPerMinute);
    this.time = time;
  }

  /**
   * Where a subject stands.
   *
   * @param resetEpochSeconds when the whole limit is free again
   * @param retryAfterSeconds 0 when this request is let in
   */
  record Reading(int limit, long remaining, long resetEpochSeconds, long retryAfterSeconds) {
    boolean admitted() {
      return retryAfterSeconds == 0;
    }
  }

  /** Counts one request; a refused one costs nothing. */
  synchronized Reading take(String subject) {
    long now = nowMicros();
    long paid = Math.max(now, paidAtMicros.getOrDefault(subject, now));
    long next = paid + intervalMicros;
    long over = next - now - WINDOW_MICROS;
    if (over > 0) {
      return reading(paid, now, Math.ceilDiv(over, MICROS_PER_SECOND));
    }
    paidAtMicros.put(subject, next);
    return reading(next, now, 0);
  }

  /** Tells without counting. */
  synchronized Reading look(String subject) {
    long now = nowMicros();
    return reading(Math.max(now, paidAtMicros.getOrDefault(subject, now)), now, 0);
  }

  private Reading reading(long paid, long now, long retryAfterSeconds) {
    long remaining = (WINDOW_MICROS - (paid - now)) / intervalMicros;
    return new Reading(
        limitPerMinute,
        Math.min(limitPerMinute, remaining),
        Math.ceilDiv(paid, MICROS_PER_SECOND),
        retryAfterSeconds);
  }

  private long nowMicros() {
    return Math.multiplyExact(time.millis(), 1_000L);
  }

  private static final class Recent extends LinkedHashMap<String, Long> {
    private static final float LOAD = 0.75f;

    Recent() {
      super(16, LOAD, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > MAX_SUBJECTS;
    }
  }
}
