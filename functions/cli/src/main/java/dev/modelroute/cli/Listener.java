package dev.modelroute.cli;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.webhook.EventId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches the deliveries of a pull endpoint as they fall due, forwards and reports each, until it
 * is asked to stop or has recorded enough. One at a time and oldest first. At least once: what
 * could not be reported is reported later and not forwarded again, but by the next run it would be.
 */
final class Listener {
  private static final Duration HOLD = Duration.ofSeconds(25);
  private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final int MAX_KEPT = 1000;

  private final ApiClient api;
  private final Forwarder forwarder;
  private final Console console;
  private final Surroundings surroundings;
  private final Map<String, Forwarder.Outcome> unreported = new LinkedHashMap<>();
  private final Set<String> withoutEvent = new LinkedHashSet<>();
  private Duration rest = SHORTEST_ROUND;
  private long left;

  Listener(ApiClient api, Forwarder forwarder, Console console, Surroundings surroundings) {
    this.api = api;
    this.forwarder = forwarder;
    this.console = console;
    this.surroundings = surroundings;
  }

  /**
   * Runs until it is asked to stop, or refused for good; answers the exit code.
   *
   * @param most ends by itself when so many attempts are recorded
   */
  int run(String endpoint, long most) {
    left = most;
    StopSignal stop = surroundings.stop();
    stop.await();
    String path =
        "/v1/webhooks/deliveries"
            + ApiCommand.query(
                List.of(
                    "endpoint_id",
                    endpoint,
                    "status",
                    "SCHEDULED",
                    "limit",
                    "100",
                    "wait",
                    Long.toString(HOLD.toSeconds())));
    while (!stop.isAsked() && left > 0) {
      Instant start = surroundings.time().instant();
      Optional<ApiAnswer> answer = stop.unlessAsked(api.getLater(path, HOLD));
      if (answer.isEmpty()) {
        break;
      }
      switch (answer.get()) {
        case ApiAnswer.Answered answered -> {
          rest = SHORTEST_ROUND;
          if (!forwardDue(answered)) {
            // Nothing was due, or nothing went through: no reason to spin.
            stop.pause(
                SHORTEST_ROUND.minus(Duration.between(start, surroundings.time().instant())));
          }
        }
        case ApiAnswer.Refused refused when isFinal(refused) -> {
          return console.failed(refused);
        }
        case ApiAnswer.Failed failed -> carryOn(failed, stop);
      }
    }
    return ExitCode.OK;
  }

  /** The key is gone, or the endpoint. */
  private static boolean isFinal(ApiAnswer.Refused refused) {
    return switch (refused.status()) {
      case 400, 401, 403, 404 -> true;
      default -> false;
    };
  }

  private void carryOn(ApiAnswer.Failed failed, StopSignal stop) {
    Duration wait =
        failed instanceof ApiAnswer.Refused refused ? refused.retryAfter().orElse(rest) : rest;
    console.note(Console.oneLine(failed) + "; trying again in " + wait.toSeconds() + " s");
    stop.pause(wait);
    rest = rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : LONGEST_REST;
  }

  /** Whether anything went through. */
  private boolean forwardDue(ApiAnswer.Answered page) {
    Instant now = page.at().orElseGet(() -> surroundings.time().instant());
    List<JsonObject> due =
        page.body().array("data").orElse(JsonArray.EMPTY).items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .filter(delivery -> isDue(delivery, now))
            .filter(delivery -> !withoutEvent.contains(delivery.string("id").orElse("")))
            .sorted(Comparator.comparing(delivery -> delivery.string("created_at").orElse("")))
            .toList();
    boolean progress = false;
    for (JsonObject delivery : due) {
      if (surroundings.stop().isAsked() || left == 0) {
        break;
      }
      Optional<String> id = delivery.string("id");
      progress |= id.isPresent() && forward(id.get(), key(id.get(), delivery));
    }
    return progress;
  }

  /** First attempts are due whatever the clocks say; later ones by the server's clock. */
  private static boolean isDue(JsonObject delivery, Instant now) {
    return delivery.whole("attempt_count").orElse(0L) == 0
        || delivery
            .string("next_attempt_at")
            .flatMap(Listener::time)
            .filter(now::isBefore)
            .isEmpty();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static String key(String id, JsonObject delivery) {
    return id + " " + delivery.whole("attempt_count").orElse(0L);
  }

  /** Whether the attempt is made and recorded. */
  private boolean forward(String id, String attempt) {
    Forwarder.Outcome known = unreported.get(attempt);
    if (known != null) {
      return report(id, attempt, known);
    }
    return switch (api.get("/v1/webhooks/deliveries/" + id)) {
      case ApiAnswer.Answered(JsonObject delivery, var at) -> {
        Optional<EventId> event = delivery.string("event_id").flatMap(EventId::parse);
        Optional<String> body = delivery.string("body");
        if (event.isEmpty() || body.isEmpty()) {
          console.note(id + " has no event any more and is left alone");
          withoutEvent.add(id);
          forgetOldest(withoutEvent);
          yield false;
        }
        Forwarder.Outcome outcome = forwarder.forward(event.get(), body.get());
        show(id, delivery, outcome);
        yield report(id, attempt, outcome);
      }
      case ApiAnswer.Failed failed -> {
        console.note(id + " can't be fetched: " + Console.oneLine(failed));
        yield false;
      }
    };
  }

  private boolean report(String id, String attempt, Forwarder.Outcome outcome) {
    String path = "/v1/webhooks/deliveries/" + id + "/attempts";
    return switch (api.post(path, outcome.report())) {
      case ApiAnswer.Answered ignored -> {
        unreported.remove(attempt);
        left--;
        yield true;
      }
      case ApiAnswer.Failed failed -> {
        unreported.put(attempt, outcome);
        forgetOldest(unreported.keySet());
        console.note("the attempt of " + id + " was not recorded: " + Console.oneLine(failed));
        yield false;
      }
    };
  }

  private static void forgetOldest(Set<String> kept) {
    if (kept.size() > MAX_KEPT) {
      kept.remove(kept.iterator().next());
    }
  }

  private void show(String id, JsonObject delivery, Forwarder.Outcome outcome) {
    String result =
        switch (outcome) {
          case Forwarder.Outcome.Answered answered -> Integer.toString(answered.status());
          case Forwarder.Outcome.Silent silent -> "failed: " + silent.error();
        };
    String again = outcome.isSuccess() ? "" : "  again: modelroute deliveries resend " + id;
    JsonObject machine =
        JsonObject.builder()
            .put("type", "forwarded")
            .put("delivery_id", id)
            .put("event_id", delivery.get("event_id").orElse(Json.of("")))
            .put("event_type", delivery.get("event_type").orElse(Json.of("")))
            .build();
    for (var member : outcome.report().members().entrySet()) {
      machine = machine.with(member.getKey(), member.getValue());
    }
    console.result(
        machine,
        String.join(
            "  ",
            surroundings.time().instant().truncatedTo(ChronoUnit.MILLIS).toString(),
            ApiCommand.shown(delivery, "event_type"),
            ApiCommand.shown(delivery, "event_id"),
            result,
            outcome.took().toMillis() + " ms" + again));
  }
}
