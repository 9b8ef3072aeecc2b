package dev.modelroute.cli;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The endpoints this program made: nothing is posted to them, deliveries wait to be fetched. */
final class PullEndpoints {
  /** By this they are known again. */
  static final String DESCRIPTION = "modelroute listen";

  private static final String PATH = "/v1/webhooks/endpoints";
  private static final int MAX_PAGES = 10;

  private final ApiClient api;

  PullEndpoints(ApiClient api) {
    this.api = api;
  }

  /** What the search came to. */
  sealed interface Found {
    record At(String id) implements Found {}

    record None() implements Found {}

    record Failed(ApiAnswer.Failed why) implements Found {}
  }

  /**
   * The one with exactly these events, made when there is none.
   *
   * @param events empty = all
   */
  Found forEvents(Set<String> events) {
    return switch (first(endpoint -> events(endpoint).equals(events))) {
      case Found.None ignored -> create(events);
      case Found.At at -> at;
      case Found.Failed failed -> failed;
    };
  }

  /** One that gets this event. */
  Found subscribedTo(String event) {
    return first(endpoint -> events(endpoint).isEmpty() || events(endpoint).contains(event));
  }

  private Found first(Predicate<JsonObject> wanted) {
    List<String> parameters = List.of("limit", "100");
    for (int page = 0; page < MAX_PAGES; page++) {
      switch (api.get(PATH + ApiCommand.query(parameters))) {
        case ApiAnswer.Failed failed -> {
          return new Found.Failed(failed);
        }
        case ApiAnswer.Answered(JsonObject list, var at) -> {
          Optional<Found> found = among(list, wanted);
          Optional<String> next = list.string("next_cursor");
          if (found.isPresent() || next.isEmpty()) {
            return found.orElseGet(Found.None::new);
          }
          parameters = List.of("limit", "100", "cursor", next.get());
        }
      }
    }
    return new Found.None();
  }

  private static Optional<Found> among(JsonObject list, Predicate<JsonObject> wanted) {
    return list.array("data").orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(PullEndpoints::isOurs)
        .filter(wanted)
        .findFirst()
        .flatMap(endpoint -> endpoint.string("id"))
        .map(Found.At::new);
  }

  private static boolean isOurs(JsonObject endpoint) {
    return endpoint.string("mode").equals(Optional.of("pull"))
        && endpoint.string("description").equals(Optional.of(DESCRIPTION))
        && endpoint.bool("is_active").orElse(true);
  }

  private static Set<String> events(JsonObject endpoint) {
    Set<String> events = new TreeSet<>();
    for (Json event : endpoint.array("events").orElse(JsonArray.EMPTY).items()) {
      if (event instanceof JsonString(String name)) {
        events.add(name);
      }
    }
    return events;
  }

  private Found create(Set<String> events) {
    JsonObject request =
        JsonObject.builder()
            .put("mode", "pull")
            .put("events", JsonArray.ofStrings(new ArrayList<>(events)))
            .put("description", DESCRIPTION)
            .build();
    return switch (api.post(PATH, request)) {
      case ApiAnswer.Answered(JsonObject endpoint, var at) ->
          endpoint
              .string("id")
              .<Found>map(Found.At::new)
              .orElseGet(
                  () -> new Found.Failed(new ApiAnswer.Unreachable("an endpoint without id")));
      case ApiAnswer.Failed failed -> new Found.Failed(failed);
    };
  }
}
