package dev.modelroute.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps attempts away from an endpoint that does nothing but fail: {@link #THRESHOLD} failures in a
 * row within {@link #WINDOW} open it; while it is open one attempt per {@link #PAUSE} goes through
 * as a probe; a success closes it. A lone delivery on its schedule never opens it.
 *
 * @param failures times of the last failures in a row, oldest first, fewer than the threshold
 * @param openUntil when the next probe may go; null while closed
 */
public record EndpointBreaker(List<Instant> failures, @Nullable Instant openUntil) {
  public static final int THRESHOLD = 5;
  public static final Duration WINDOW = Duration.ofSeconds(60);
  public static final Duration PAUSE = Duration.ofSeconds(60);

  public static final EndpointBreaker CLOSED = new EndpointBreaker(List.of(), null);

  public EndpointBreaker {
    failures = List.copyOf(failures);
  }

  /** What it says to an attempt. */
  public sealed interface Verdict {
    /** Go on. */
    record Pass() implements Verdict {}

    /** Go on as the probe, once {@code claimed} is stored in the place of this state. */
    record Probe(EndpointBreaker claimed) implements Verdict {}

    /** Not before this time. */
    record Wait(Instant until) implements Verdict {}
  }

  /** Asks for one attempt. */
  public Verdict ask(Instant now) {
    if (openUntil == null) {
      return new Verdict.Pass();
    }
    return now.isBefore(openUntil)
        ? new Verdict.Wait(openUntil)
        : new Verdict.Probe(new EndpointBreaker(List.of(), now.plus(PAUSE)));
  }

  /** After a failed attempt. */
  public EndpointBreaker failed(Instant now) {
    if (openUntil != null) {
      return this;
    }
    var recent = new ArrayList<Instant>();
    failures.stream().filter(at -> at.plus(WINDOW).isAfter(now)).forEach(recent::add);
    recent.add(now);
    return recent.size() < THRESHOLD
        ? new EndpointBreaker(recent, null)
        : new EndpointBreaker(List.of(), now.plus(PAUSE));
  }
}
