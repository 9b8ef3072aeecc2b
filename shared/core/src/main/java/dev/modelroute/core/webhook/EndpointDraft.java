package dev.modelroute.core.webhook;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants an endpoint to be, checked.
 *
 * @param url null for an endpoint that pulls
 */
public record EndpointDraft(
    @Nullable String url, Set<EventType> events, String description, Map<String, String> headers) {
  /** Longest description, in characters. */
  public static final int MAX_DESCRIPTION_LENGTH = 500;

  private static final Set<String> FIELDS =
      Set.of("mode", "url", "events", "description", "headers");
  private static final Set<String> CHANGEABLE = Set.of("url", "events", "description", "headers");

  public EndpointDraft {
    events = Set.copyOf(events);
    headers = Map.copyOf(headers);
  }

  /** What reading found. */
  public sealed interface Reading {
    /** A good one. */
    record Good(EndpointDraft draft) implements Reading {}

    /** Everything that is wrong with it. */
    record Bad(List<FieldError> details) implements Reading {
      public Bad {
        details = List.copyOf(details);
      }
    }
  }

  /**
   * Reads the body of a create request. Unknown members are refused; JSON null counts as absent.
   */
  public static Reading read(JsonObject body, AddressPolicy policy) {
    List<FieldError> errors = unknown(body, FIELDS);
    boolean pulls = pulls(body, errors);
    var draft =
        new EndpointDraft(
            pulls ? noUrl(body, errors) : url(body, policy, errors),
            events(body, errors),
            description(body, errors),
            pulls ? noHeaders(body, errors) : headers(body, errors));
    return errors.isEmpty() ? new Reading.Good(draft) : new Reading.Bad(errors);
  }

  /** Reads the body of a change: what is absent stays, JSON null included. */
  public static Reading readChange(JsonObject body, Endpoint present, AddressPolicy policy) {
    List<FieldError> errors = unknown(body, CHANGEABLE);
    boolean pulls = present.receiver() instanceof Receiver.Pull;
    var draft =
        new EndpointDraft(
            pulls
                ? noUrl(body, errors)
                : member(body, "url").isPresent() ? url(body, policy, errors) : present.url(),
            member(body, "events").isPresent() ? events(body, errors) : present.events(),
            member(body, "description").isPresent()
                ? description(body, errors)
                : present.description(),
            pulls ? noHeaders(body, errors) : changedHeaders(body, present, errors));
    return errors.isEmpty() ? new Reading.Good(draft) : new Reading.Bad(errors);
  }

  private static Map<String, String> changedHeaders(
      JsonObject body, Endpoint present, List<FieldError> errors) {
    return member(body, "headers").isEmpty()
            && present.receiver() instanceof Receiver.Push(var url, var headers, var secrets)
        ? headers
        : headers(body, errors);
  }

  private static List<FieldError> unknown(JsonObject body, Set<String> known) {
    var errors = new ArrayList<FieldError>();
    body.members().keySet().stream()
        .filter(name -> !known.contains(name))
        .map(name -> new FieldError(name, "UNKNOWN_FIELD", "This field is not known."))
        .forEach(errors::add);
    return errors;
  }

  private static boolean pulls(JsonObject body, List<FieldError> errors) {
    Optional<Json> member = member(body, "mode");
    if (member.isEmpty() || member.get().equals(new JsonString("push"))) {
      return false;
    }
    if (!member.get().equals(new JsonString("pull"))) {
      errors.add(new FieldError("mode", "ENUM", "It must be push or pull."));
      return false;
    }
    return true;
  }

  private static @Nullable String noUrl(JsonObject body, List<FieldError> errors) {
    refusePresent(body, "url", errors);
    return null;
  }

  private static Map<String, String> noHeaders(JsonObject body, List<FieldError> errors) {
    refusePresent(body, "headers", errors);
    return Map.of();
  }

  private static void refusePresent(JsonObject body, String name, List<FieldError> errors) {
    if (member(body, name).isPresent()) {
      errors.add(new FieldError(name, "NOT_ALLOWED", "An endpoint that pulls has none."));
    }
  }

  private static Optional<Json> member(JsonObject body, String name) {
    return body.get(name).filter(value -> !(value instanceof JsonNull));
  }

  private static String url(JsonObject body, AddressPolicy policy, List<FieldError> errors) {
    Optional<Json> member = member(body, "url");
    if (member.isEmpty()) {
      errors.add(new FieldError("url", "REQUIRED", "A url is required."));
      return "";
    }
    if (!(member.get() instanceof JsonString(String url))) {
      errors.add(new FieldError("url", "TYPE", "It must be a string."));
      return "";
    }
    return switch (TargetAddress.check(url, policy)) {
      case TargetAddress.Checked.Allowed ignored -> url;
      case TargetAddress.Checked.Refused(TargetAddress.Refusal why) -> {
        errors.add(new FieldError("url", why.name(), why.message()));
        yield "";
      }
    };
  }

  private static Set<EventType> events(JsonObject body, List<FieldError> errors) {
    var events = EnumSet.noneOf(EventType.class);
    Optional<Json> member = member(body, "events");
    if (member.isEmpty()) {
      return events;
    }
    if (!(member.get() instanceof JsonArray(List<Json> items))) {
      errors.add(new FieldError("events", "TYPE", "It must be a list of event names."));
      return events;
    }
    for (int i = 0; i < items.size(); i++) {
      Optional<EventType> event =
          items.get(i) instanceof JsonString(String text)
              ? EventType.parse(text)
              : Optional.empty();
      if (event.isEmpty()) {
        errors.add(new FieldError("events[" + i + "]", "UNKNOWN_EVENT", "There is no such event."));
      }
      event.ifPresent(events::add);
    }
    return events;
  }

  private static String description(JsonObject body, List<FieldError> errors) {
    Optional<Json> member = member(body, "description");
    if (member.isEmpty()) {
      return "";
    }
    if (!(member.get() instanceof JsonString(String text))) {
      errors.add(new FieldError("description", "TYPE", "It must be a string."));
      return "";
    }
    if (text.length() > MAX_DESCRIPTION_LENGTH) {
      errors.add(
          new FieldError(
              "description",
              "TOO_LONG",
              "At most " + MAX_DESCRIPTION_LENGTH + " characters are allowed."));
    }
    return text;
  }

  private static Map<String, String> headers(JsonObject body, List<FieldError> errors) {
    var headers = new LinkedHashMap<String, String>();
    Optional<Json> member = member(body, "headers");
    if (member.isEmpty()) {
      return headers;
    }
    if (!(member.get() instanceof JsonObject object)) {
      errors.add(new FieldError("headers", "TYPE", "It must be an object of strings."));
      return headers;
    }
    object
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text)) {
            headers.put(name, text);
          } else {
            errors.add(new FieldError("headers." + name, "TYPE", "It must be a string."));
          }
        });
    errors.addAll(CustomHeaders.check(headers));
    return headers;
  }
}
