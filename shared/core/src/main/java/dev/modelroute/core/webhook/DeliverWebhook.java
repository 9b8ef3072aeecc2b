package dev.modelroute.core.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes one attempt of one delivery: claim, sign, POST, record, schedule. At least once: a crash
 * after the POST and before the record repeats it with the same event id and body.
 */
public final class DeliverWebhook {
  public static final String USER_AGENT = "ModelRoute-Webhooks/1.0";
  private static final int GONE = 410;

  private final Ports ports;
  private final DeliverySettings settings;
  private final InstantSource time;
  private final RandomGenerator random;

  /** What it works on. */
  public record Ports(
      Outbox outbox,
      EndpointStore endpoints,
      DeliveryStore deliveries,
      WebhookQueue queue,
      WebhookSender sender) {}

  /** What became of a message. */
  public sealed interface Result {
    /** The receiver took it. */
    record Taken(int attempt) implements Result {}

    /** It did not; another attempt is queued. */
    record WillRetry(int attempt, Instant at) implements Result {}

    /** It did not, and that was the last attempt. */
    record UsedUp(boolean endpointSwitchedOff) implements Result {}

    /** Its endpoint is switched off; nothing was sent. */
    record Parked() implements Result {}

    /** Too early; queued again for the rest of the wait. */
    record Hopped(Duration delay) implements Result {}

    /** Another message does, or did, this attempt; or the delivery is over or unknown. */
    record Ignored() implements Result {}
  }

  /** Where an attempt goes. */
  private record Target(String url, Map<String, String> headers, SigningSecrets secrets) {}

  /**
   * @param random must be unpredictable in production: new default secrets come from it
   */
  public DeliverWebhook(
      Ports ports, DeliverySettings settings, InstantSource time, RandomGenerator random) {
    this.ports = ports;
    this.settings = settings;
    this.time = time;
    this.random = random;
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
    if (delivery.endpoint() == null) {
      return attempt(delivery, requestTarget(delivery), now);
    }
    Optional<Endpoint> endpoint =
        ports.endpoints().find(delivery.organization(), delivery.endpoint());
    if (endpoint.isEmpty()) {
      return close(delivery, Delivery.State.FAILED, now);
    }
    return endpoint.get().isActive()
        ? attempt(delivery, endpointTarget(endpoint.get()), now)
        : close(delivery, Delivery.State.PARKED, now);
  }

  /** A message older than the row's schedule is a duplicate: the newer one carries on. */
  private Result early(Delivery delivery, Instant notBefore, Instant now) {
    if (notBefore.isBefore(delivery.nextAttemptAt())) {
      return new Result.Ignored();
    }
    return new Result.Hopped(queue(delivery, now));
  }

  private Target requestTarget(Delivery delivery) {
    SigningSecrets secrets =
        ports.endpoints().defaultSecrets(delivery.organization(), WebhookSecret.generate(random));
    return new Target(delivery.url(), Map.of(), secrets);
  }

  private static Target endpointTarget(Endpoint endpoint) {
    return new Target(endpoint.url(), endpoint.headers(), endpoint.secrets());
  }

  private Result attempt(Delivery delivery, Target target, Instant now) {
    Optional<WebhookEvent> event =
        ports.outbox().find(delivery.source().execution(), delivery.source().slot());
    if (event.isEmpty() || now.isAfter(delivery.createdAt().plus(settings.schedule().life()))) {
      return close(delivery, Delivery.State.FAILED, now);
    }
    if (!ports
        .deliveries()
        .claim(delivery.id(), delivery.attempts(), now, now.plus(settings.lease()))) {
      return new Result.Ignored();
    }
    byte[] body = event.get().body().getBytes(StandardCharsets.UTF_8);
    WebhookSender.Outcome outcome =
        ports
            .sender()
            .post(target.url(), headers(delivery, target, body, now), body, settings.deadline());
    Duration took = Duration.between(now, time.instant());
    return switch (outcome) {
      case WebhookSender.Outcome.Taken(int status) ->
          taken(
              delivery,
              new DeliveryAttempt(delivery.id(), delivery.attempts() + 1, now, took, status, null));
      case WebhookSender.Outcome.Refused refused ->
          refused(
              delivery,
              new DeliveryAttempt(
                  delivery.id(),
                  delivery.attempts() + 1,
                  now,
                  took,
                  refused.status(),
                  refused.why()),
              refused);
    };
  }

  /** Ours come last: an endpoint's own headers can't replace them, however they got there. */
  private static Map<String, String> headers(
      Delivery delivery, Target target, byte[] body, Instant now) {
    var headers = new LinkedHashMap<String, String>();
    target
        .headers()
        .forEach((name, value) -> {
          if (!CustomHeaders.reserved(name)) {
            headers.put(name, value);
          }
        });
    headers.put("User-Agent", USER_AGENT);
    headers.put("Content-Type", "application/json");
    headers.putAll(
        WebhookSignature.headers(delivery.event(), now, body, target.secrets().liveAt(now)));
    return headers;
  }

  private Result taken(Delivery delivery, DeliveryAttempt attempt) {
    Instant now = time.instant();
    Delivery next = delivery.attempted(Delivery.State.DELIVERED, delivery.nextAttemptAt(), now);
    if (ports.deliveries().record(attempt, next) && delivery.endpoint() != null) {
      ports.endpoints().noteDelivered(delivery.organization(), delivery.endpoint(), now);
    }
    return new Result.Taken(attempt.number());
  }

  private Result refused(
      Delivery delivery, DeliveryAttempt attempt, WebhookSender.Outcome.Refused refused) {
    Instant now = time.instant();
    boolean gone = Integer.valueOf(GONE).equals(refused.status());
    Optional<Instant> again = gone ? Optional.empty() : again(delivery, attempt, refused, now);
    if (again.isEmpty()) {
      return usedUp(delivery, attempt, gone);
    }
    Delivery next = delivery.attempted(Delivery.State.SCHEDULED, again.get(), null);
    if (!ports.deliveries().record(attempt, next)) {
      return new Result.Ignored();
    }
    queue(next, now);
    return new Result.WillRetry(attempt.number(), again.get());
  }

  private Optional<Instant> again(
      Delivery delivery,
      DeliveryAttempt attempt,
      WebhookSender.Outcome.Refused refused,
      Instant now) {
    Optional<Duration> wish =
        Optional.ofNullable(refused.retryAfter()).flatMap(text -> RetryAfter.parse(text, now));
    return settings.schedule().next(attempt.number(), wish, now, delivery.createdAt(), random);
  }

  private Result usedUp(Delivery delivery, DeliveryAttempt attempt, boolean gone) {
    Delivery end =
        delivery.attempted(Delivery.State.FAILED, delivery.nextAttemptAt(), time.instant());
    if (!ports.deliveries().record(attempt, end)) {
      return new Result.Ignored();
    }
    return new Result.UsedUp(countFailure(delivery, gone));
  }

  private boolean countFailure(Delivery delivery, boolean gone) {
    EndpointId endpoint = delivery.endpoint();
    if (endpoint == null) {
      return false;
    }
    return gone
        ? ports
            .endpoints()
            .switchOff(delivery.organization(), endpoint, Endpoint.Status.DISABLED_GONE)
        : ports.endpoints().noteFailed(delivery.organization(), endpoint);
  }

  private Result close(Delivery delivery, Delivery.State end, Instant now) {
    ports.deliveries().close(delivery.closed(end, now));
    return switch (end) {
      case PARKED -> new Result.Parked();
      case SCHEDULED, DELIVERED, FAILED -> new Result.UsedUp(false);
    };
  }

  /** Queues the next attempt, or the next hop towards it. */
  private Duration queue(Delivery delivery, Instant now) {
    Duration rest = Duration.between(now, delivery.nextAttemptAt());
    // Whole seconds, rounded up: a queue's delay has no finer unit and early means another hop.
    Duration wait = Duration.ofSeconds(rest.plusNanos(999_999_999).toSeconds());
    Duration delay = wait.compareTo(WebhookQueue.MAX_DELAY) > 0 ? WebhookQueue.MAX_DELAY : wait;
    ports
        .queue()
        .sendDelivery(delivery.id(), PublishEvent.group(delivery), delay, delivery.nextAttemptAt());
    return delay;
  }
}
