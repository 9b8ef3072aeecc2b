package dev.modelroute.api;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.ApiKey;
import dev.modelroute.core.identity.CreateKey;
import dev.modelroute.core.identity.KeyLevel;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.StoredKey;
import dev.modelroute.core.money.SpendLimit;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body that asks for a new key, from the operator and from the organisation alike. */
record KeyRequest(String label, KeyLevel level, AccountMode mode, @Nullable SpendLimit spendLimit) {
  private static final List<AccountMode> MODES = List.of(AccountMode.values());

  static KeyRequest read(HttpRequest<?> request, AccountMode usual) {
    Bodies body = Bodies.of(request, Set.of("label", "level", "mode", "spend_limit"));
    KeyRequest read =
        new KeyRequest(
            body.requiredText("label"),
            body.word("level", KeyLevel.FULL, List.of(KeyLevel.values()), KeyLevel::text),
            body.word("mode", usual, MODES, AccountMode::text),
            body.spendLimit("spend_limit").orElse(null));
    body.verify();
    return read;
  }

  HttpResponse<byte[]> create(HttpRequest<?> request, OrgId organization, CreateKey keys) {
    return switch (keys.create(new Account(organization, mode), label, level, spendLimit)) {
      case CreateKey.Created.Stored(StoredKey key, ApiKey secret) ->
          Responses.created(KeyJson.created(key, secret));
      case CreateKey.Created.Invalid(var error) ->
          Responses.refused(request, Refusal.invalid(List.of(error)));
      case CreateKey.Created.TooMany ignored ->
          Responses.refused(
              request,
              Refusal.conflict("There are " + KeyStore.MAX_LIVE_KEYS + " live keys already."));
      case CreateKey.Created.NoSuchOrganization ignored ->
          Responses.refused(request, Refusal.notFound());
    };
  }
}
