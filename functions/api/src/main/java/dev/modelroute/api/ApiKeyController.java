package dev.modelroute.api;

import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.CreateKey;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.RotateKey;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * An organisation's own keys. A test key sees and makes test keys only, so that it can never turn
 * into one that moves real money.
 */
@Controller("/v1/api-keys")
@Access(Access.Level.FULL)
final class ApiKeyController {
  private final KeyStore keys;
  private final CreateKey create;
  private final RotateKey rotate;
  private final InstantSource time;

  ApiKeyController(KeyStore keys, CreateKey create, RotateKey rotate, InstantSource time) {
    this.keys = keys;
    this.create = create;
    this.rotate = rotate;
    this.time = time;
  }

  @Post
  HttpResponse<byte[]> create(HttpRequest<?> request) {
    Caller caller = Callers.of(request);
    AccountMode own = caller.account().mode();
    KeyRequest wanted = KeyRequest.read(request, own);
    if (own == AccountMode.TEST && wanted.mode() == AccountMode.LIVE) {
      return Responses.refused(request, Refusal.forbidden("A test key makes test keys only."));
    }
    return wanted.create(request, caller.organization(), create);
  }

  /** All at once: there are twenty at most. */
  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Caller caller = Callers.of(request);
    JsonArray visible =
        keys.keysOf(caller.organization()).stream()
            .filter(key -> RotateKey.isVisible(key, caller))
            .<Json>map(KeyJson::listed)
            .collect(JsonArray.collector());
    return Responses.ok(
        JsonObject.builder()
            .put("data", visible)
            .put("has_more", false)
            .put("next_cursor", JsonNull.NULL)
            .build());
  }

  @Delete("/{id}")
  HttpResponse<byte[]> revoke(HttpRequest<?> request, @PathVariable String id) {
    Caller caller = Callers.of(request);
    boolean revoked =
        KeyId.parse(id)
            .flatMap(known -> RotateKey.find(keys, caller, known))
            .filter(key ->
                keys.revoke(
                    caller.organization(), key.id(), time.instant().truncatedTo(ChronoUnit.MILLIS)))
            .isPresent();
    return revoked ? Responses.noContent() : Responses.refused(request, Refusal.notFound());
  }

  @Post("/{id}/rotate")
  HttpResponse<byte[]> rotate(HttpRequest<?> request, @PathVariable String id) {
    boolean immediate = immediate(Bodies.objectOrNothing(request));
    Optional<RotateKey.Rotated> rotated =
        KeyId.parse(id).flatMap(known -> rotate.rotate(Callers.of(request), known, immediate));
    return rotated
        .map(done ->
            Responses.ok(
                JsonObject.builder()
                    .put("id", done.key().id().value())
                    .put("new_key", done.secret().reveal())
                    .put("previous_key_valid_until", ExecutionJson.time(done.previousValidUntil()))
                    .build()))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
  }

  private static boolean immediate(JsonObject body) {
    for (String name : body.members().keySet()) {
      if (!name.equals("immediate")) {
        throw new RequestRefusedException(
            Refusal.invalid(name, "UNKNOWN_FIELD", "There is no such field."));
      }
    }
    Optional<Json> sent = body.get("immediate");
    if (sent.isPresent() && !(sent.get() instanceof JsonBoolean)) {
      throw new RequestRefusedException(
          Refusal.invalid("immediate", "TYPE", "Must be true or false."));
    }
    return sent.filter(new JsonBoolean(true)::equals).isPresent();
  }
}
