package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointBreaker;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.SecretCipher;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.WebhookSecret;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of endpoints, in one partition per organisation:
 *
 * <ul>
 *   <li>{@code ENDPOINT#<id>}: one endpoint; secrets and custom headers in one sealed text, which
 *       one that pulls has not
 *   <li>{@code COUNT}: how many there are
 *   <li>{@code DEFAULT}: the secrets for addresses given with requests, sealed
 * </ul>
 */
final class EndpointRows {
  static final String PREFIX = "ENDPOINT#";
  static final String COUNT = "endpoints";
  static final String STATUS = "endpoint_status";
  static final String FAILURES = "failures";
  static final String LAST_SUCCESS = "last_success";
  static final String BREAKER = "breaker";
  static final String REVISION = "revision";
  private static final String ID = "endpoint_id";
  private static final String URL = "url";
  private static final String EVENTS = "events";
  private static final String DESCRIPTION = "description";
  private static final String SEALED = "sealed";
  private static final String CREATED = "created_at";

  private final SecretCipher cipher;

  EndpointRows(SecretCipher cipher) {
    this.cipher = cipher;
  }

  static Row.Key endpoint(OrgId organization, EndpointId id) {
    return new Row.Key(organization.value(), PREFIX + id);
  }

  static Row.Key count(OrgId organization) {
    return new Row.Key(organization.value(), "COUNT");
  }

  static Row.Key defaults(OrgId organization) {
    return new Row.Key(organization.value(), "DEFAULT");
  }

  Row row(Endpoint endpoint) {
    Row.Key key = endpoint(endpoint.organization(), endpoint.id());
    Endpoint.Health health = endpoint.health();
    return Row.of(key)
        .put(ID, endpoint.id().value())
        .put(URL, endpoint.url())
        .put(EVENTS, events(endpoint))
        .put(DESCRIPTION, endpoint.description())
        .put(SEALED, sealed(endpoint))
        .put(STATUS, health.status().name())
        .put(FAILURES, health.failureCount())
        .put(LAST_SUCCESS, health.lastSuccess())
        .put(BREAKER, text(health.breaker()))
        .put(REVISION, endpoint.revision())
        .put(CREATED, endpoint.createdAt());
  }

  /** Everything but health, where nobody changed it since. */
  RowUpdate change(Endpoint next) {
    RowUpdate change =
        RowUpdate.of(endpoint(next.organization(), next.id()))
            .set(EVENTS, events(next))
            .set(DESCRIPTION, next.description())
            .set(REVISION, next.revision())
            .whenEqual(REVISION, next.revision() - 1);
    if (next.url() != null) {
      change.set(URL, next.url());
    }
    String sealed = sealed(next);
    return sealed == null ? change : change.set(SEALED, sealed);
  }

  private @Nullable String sealed(Endpoint endpoint) {
    return switch (endpoint.receiver()) {
      case Receiver.Push(String url, Map<String, String> headers, SigningSecrets secrets) ->
          cipher.seal(
              json(secrets).with("headers", headers(headers)).toText(),
              context(endpoint(endpoint.organization(), endpoint.id())));
      case Receiver.Pull ignored -> null;
    };
  }

  Endpoint endpoint(Row row) {
    return new Endpoint(
        new EndpointId(row.text(ID)),
        new OrgId(row.key().partition()),
        row.optionalText(SEALED)
            .<Receiver>map(sealed -> push(row, sealed))
            .orElseGet(Receiver.Pull::new),
        events(row.text(EVENTS)),
        row.text(DESCRIPTION),
        new Endpoint.Health(
            Endpoint.Status.valueOf(row.text(STATUS)),
            Math.toIntExact(row.number(FAILURES)),
            row.optionalInstant(LAST_SUCCESS).orElse(null),
            breaker(row.text(BREAKER))),
        row.instant(CREATED),
        Math.toIntExact(row.number(REVISION)));
  }

  private Receiver.Push push(Row row, String sealed) {
    JsonObject hidden = StrictJson.trusted(cipher.open(sealed, context(row.key())));
    return new Receiver.Push(row.text(URL), headers(hidden), secrets(hidden));
  }

  /** Times of failures, a bar, the time it is open until; so that it can be compared in one go. */
  static String text(EndpointBreaker breaker) {
    Instant until = breaker.openUntil();
    return breaker.failures().stream().map(Instant::toString).collect(Collectors.joining(" "))
        + "|"
        + (until == null ? "" : until);
  }

  private static EndpointBreaker breaker(String text) {
    int bar = text.indexOf('|');
    String until = text.substring(bar + 1);
    return new EndpointBreaker(
        Stream.of(text.substring(0, bar).split(" ", -1))
            .filter(time -> !time.isEmpty())
            .map(Instant::parse)
            .toList(),
        until.isEmpty() ? null : Instant.parse(until));
  }

  private static String events(Endpoint endpoint) {
    return endpoint.events().stream()
        .sorted()
        .map(EventType::text)
        .collect(Collectors.joining(" "));
  }

  Row defaultsRow(OrgId organization, SigningSecrets secrets) {
    Row.Key key = defaults(organization);
    return Row.of(key).put(SEALED, cipher.seal(json(secrets).toText(), context(key)));
  }

  SigningSecrets defaultSecrets(Row row) {
    return secrets(StrictJson.trusted(cipher.open(row.text(SEALED), context(row.key()))));
  }

  private static String context(Row.Key key) {
    return key.partition() + "/" + key.sort();
  }

  private static Set<EventType> events(String texts) {
    return Stream.of(texts.split(" ", -1))
        .filter(text -> !text.isEmpty())
        .map(text -> EventType.parse(text).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static JsonObject json(SigningSecrets secrets) {
    WebhookSecret previous = secrets.previous();
    Instant until = secrets.previousUntil();
    return JsonObject.builder()
        .put("current", secrets.current().value())
        .put("previous", previous == null ? null : previous.value())
        .put("previous_until", until == null ? null : until.toString())
        .build();
  }

  private static SigningSecrets secrets(JsonObject hidden) {
    Optional<WebhookSecret> previous = hidden.string("previous").map(WebhookSecret::new);
    Optional<Instant> until = hidden.string("previous_until").map(Instant::parse);
    return new SigningSecrets(
        new WebhookSecret(hidden.string("current").orElseThrow()),
        previous.orElse(null),
        until.orElse(null));
  }

  private static JsonObject headers(Map<String, String> headers) {
    var members = new TreeMap<String, Json>();
    headers.forEach((name, value) -> members.put(name, new JsonString(value)));
    return new JsonObject(members);
  }

  private static Map<String, String> headers(JsonObject hidden) {
    var headers = new HashMap<String, String>();
    JsonObject stored = hidden.object("headers").orElse(JsonObject.EMPTY);
    for (String name : stored.members().keySet()) {
      stored.string(name).ifPresent(value -> headers.put(name, value));
    }
    return headers;
  }
}
