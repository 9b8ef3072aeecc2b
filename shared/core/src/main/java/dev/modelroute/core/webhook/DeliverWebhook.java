package dev.modelroute.core.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes one attempt of one delivery: claim, sign, POST, record, schedule. At least once: a crash
 * after the POST and before the record repeats it with the same event id and body.
 */
public final class DeliverWebhook {
  private static final double SPREAD = 0.2;
  private static final Duration FULL = Duration.ofSeconds(5);

  private final WebhookPorts ports;
  private final WebhookSender sender;
  private final DeliverySettings settings;
  private final InstantSource time;
  private final RandomGenerator random;
  private final AttemptRecord record;
  private final ReceiverGate gate = new ReceiverGate();

  /** What became of a message. */
  public sealed interface Result {
    /** The receiver took it. */
    record Taken(int attempt) implements Result {}

    /** It did not; another attempt is queued. */
    record WillRetry(int attempt, Instant at) implements Result {}

    /** It did not, and that was the last attempt; or its time is over. */
    record UsedUp(boolean endpointSwitchedOff) implements Result {}

    /** Its endpoint is switched off; nothing was sent. */
    record Parked() implements Result {}

    /** Too early; queued again for the rest of the wait. */
    record Hopped(Duration delay) implements Result {}

    /**
     * Its endpoint's breaker is open, or its receiver has enough under way; nothing was sent and no
     * attempt is used.
     */
    record Deferred(Instant until) implements Result {}

    /** Another message does, or did, this attempt; or the delivery is over or unknown. */
    record Ignored() implements Result {}
  }

  /**
   * @param random must be unpredictable in production: new default secrets come from it
   */
  public DeliverWebhook(
      WebhookPorts ports,
      WebhookSender sender,
      DeliverySettings settings,
      InstantSource time,
      RandomGenerator random) {
    this.ports = ports;
    this.sender = sender;
    this.settings = settings;
    this.time = time;
    this.random = random;
    this.record = new AttemptRecord(ports, settings.schedule(), time, random);
  }

  /**
   * Handles one message of the queue.
   *
   * @param notBefore the message's own due time
   */
  public Result deliver(DeliveryId id, Instant notBefore) {
    Optional<Delivery> found = ports.deliveries().find(id);
    if (found.isEmpty() || found.get().state() != Delivery.State.SCHEDULED) {
      return new Result.Ignored();
    }
    Delivery delivery = found.get();
    Instant now = time.instant();
    if (now.isBefore(delivery.nextAttemptAt())) {
      return early(delivery, notBefore, now);
    }
    if (delivery.isPulled() || now.isAfter(delivery.round().until())) {
      return record.expired(delivery, now);
    }
    if (delivery.endpoint() == null) {
      return gated(delivery, requestTarget(delivery), EndpointBreaker.THRESHOLD, now);
    }
    return ports
        .endpoints()
        .find(delivery.organization(), delivery.endpoint())
        .map(endpoint -> toEndpoint(delivery, endpoint, now))
        .orElseGet(() -> record.closed(delivery, now));
  }

  /** A message older than the row's schedule is a duplicate: the newer one carries on. */
  private Result early(Delivery delivery, Instant notBefore, Instant now) {
    if (delivery.isPulled() || notBefore.isBefore(delivery.nextAttemptAt())) {
      return new Result.Ignored();
    }
    return new Result.Hopped(record.queue(delivery, now));
  }

  private Result toEndpoint(Delivery delivery, Endpoint endpoint, Instant now) {
    if (!endpoint.isActive()) {
      return record.parked(delivery, now);
    }
    return switch (endpoint.receiver()) {
      case Receiver.Pull ignored -> new Result.Ignored();
      case Receiver.Push(String url, Map<String, String> headers, SigningSecrets secrets) ->
          guarded(delivery, endpoint, new AttemptHeaders.Target(url, headers, secrets), now);
    };
  }

  private Result guarded(
      Delivery delivery, Endpoint endpoint, AttemptHeaders.Target target, Instant now) {
    EndpointBreaker breaker = endpoint.health().breaker();
    return switch (breaker.ask(now)) {
      case EndpointBreaker.Verdict.Pass ignored ->
          // What is under way may fail too: together they open the breaker, and no more are sent.
          gated(delivery, target, EndpointBreaker.THRESHOLD - breaker.failures().size(), now);
      case EndpointBreaker.Verdict.Wait(Instant until) ->
          defer(delivery, until, EndpointBreaker.PAUSE, now);
      case EndpointBreaker.Verdict.Probe(EndpointBreaker claimed) ->
          ports.endpoints().moveBreaker(endpoint.organization(), endpoint.id(), breaker, claimed)
              ? attempt(delivery, target, now)
              : defer(delivery, now.plus(EndpointBreaker.PAUSE), EndpointBreaker.PAUSE, now);
    };
  }

  private Result gated(Delivery delivery, AttemptHeaders.Target target, int places, Instant now) {
    String group = delivery.group();
    if (!gate.enter(group, places)) {
      return defer(delivery, now.plus(FULL), FULL, now);
    }
    try {
      return attempt(delivery, target, now);
    } finally {
      gate.leave(group);
    }
  }

  /** Spread upwards, so that what waits for one receiver does not come back all at once. */
  private Result defer(Delivery delivery, Instant until, Duration wait, Instant now) {
    long spread = (long) (wait.toMillis() * SPREAD * random.nextDouble() / 1_000) + 1;
    Delivery deferred = delivery.deferred(Instant.ofEpochSecond(until.getEpochSecond() + spread));
    if (!ports.deliveries().defer(deferred, now)) {
      return new Result.Ignored();
    }
    record.queue(deferred, now);
    return new Result.Deferred(deferred.nextAttemptAt());
  }

  private AttemptHeaders.Target requestTarget(Delivery delivery) {
    SigningSecrets secrets =
        ports.endpoints().defaultSecrets(delivery.organization(), WebhookSecret.generate(random));
    return new AttemptHeaders.Target(
        Objects.requireNonNull(delivery.url(), "only endpoints pull"), Map.of(), secrets);
  }

  private Result attempt(Delivery delivery, AttemptHeaders.Target target, Instant now) {
    Optional<WebhookEvent> event =
        ports.outbox().find(delivery.source().execution(), delivery.source().slot());
    if (event.isEmpty()) {
      return record.closed(delivery, now);
    }
    if (!ports
        .deliveries()
        .claim(delivery.id(), delivery.attempts(), now, now.plus(settings.lease()))) {
      return new Result.Ignored();
    }
    byte[] body = event.get().body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = AttemptHeaders.of(delivery.event(), target, body, now);
    WebhookSender.Outcome outcome = sender.post(target.url(), headers, body, settings.deadline());
    return record.after(delivery, outcome, now);
  }
}
