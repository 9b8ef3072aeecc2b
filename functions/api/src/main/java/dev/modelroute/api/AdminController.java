package dev.modelroute.api;

import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.ApiKey;
import dev.modelroute.core.identity.CreateKey;
import dev.modelroute.core.identity.CreateOrganization;
import dev.modelroute.core.identity.KeyLevel;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.StoredKey;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.CreditBalance.Credited;
import dev.modelroute.core.money.CreditBalance;
import dev.modelroute.core.money.SetBalanceShards;
import dev.modelroute.core.money.SpendLimit;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The operator takes on organisations, gives them keys and books their payments. */
@Controller("/v1/admin/organizations")
@Access(Access.Level.OPERATOR)
final class AdminController {
  private static final List<AccountMode> MODES = List.of(AccountMode.values());

  private final CreateOrganization organizations;
  private final CreateKey keys;
  private final CreditBalance credits;
  private final SetBalanceShards shards;

  AdminController(
      CreateOrganization organizations,
      CreateKey keys,
      CreditBalance credits,
      SetBalanceShards shards) {
    this.organizations = organizations;
    this.keys = keys;
    this.credits = credits;
    this.shards = shards;
  }

  @Post
  HttpResponse<byte[]> create(HttpRequest<?> request) {
    Bodies body = Bodies.of(request, Set.of("name", "idempotency"));
    String name = body.requiredText("name");
    IdempotencyMode mode =
        body.word(
            "idempotency",
            IdempotencyMode.REQUIRED,
            List.of(IdempotencyMode.values()),
            AdminController::lower);
    body.verify();
    return switch (organizations.create(name, mode)) {
      case CreateOrganization.Created.Stored(Organization organization) ->
          Responses.created(json(organization));
      case CreateOrganization.Created.Invalid(var error) ->
          Responses.refused(request, Refusal.invalid(List.of(error)));
    };
  }

  @Patch("/{id}")
  HttpResponse<byte[]> change(HttpRequest<?> request, @PathVariable String id) {
    Bodies body = Bodies.of(request, Set.of("balance_shards"));
    int count = body.requiredWhole("balance_shards");
    body.verify();
    Optional<OrgId> organization = OrgId.parse(id);
    if (organization.isEmpty()) {
      return Responses.refused(request, Refusal.notFound());
    }
    return switch (shards.set(organization.get(), count)) {
      case SetBalanceShards.Outcome.Done(Organization changed) -> Responses.ok(json(changed));
      case SetBalanceShards.Outcome.Invalid(var error) ->
          Responses.refused(request, Refusal.invalid(List.of(error)));
      case SetBalanceShards.Outcome.NoSuchOrganization ignored ->
          Responses.refused(request, Refusal.notFound());
    };
  }

  @Post("/{id}/keys")
  HttpResponse<byte[]> createKey(HttpRequest<?> request, @PathVariable String id) {
    Bodies body = Bodies.of(request, Set.of("label", "level", "mode", "spend_limit"));
    String label = body.requiredText("label");
    KeyLevel level = body.word("level", KeyLevel.FULL, List.of(KeyLevel.values()), KeyLevel::text);
    AccountMode mode = body.word("mode", AccountMode.LIVE, MODES, AccountMode::text);
    SpendLimit limit = body.spendLimit("spend_limit").orElse(null);
    body.verify();
    Optional<OrgId> organization = OrgId.parse(id);
    if (organization.isEmpty()) {
      return Responses.refused(request, Refusal.notFound());
    }
    return switch (keys.create(new Account(organization.get(), mode), label, level, limit)) {
      case CreateKey.Created.Stored(StoredKey key, ApiKey secret) ->
          Responses.created(json(key, secret));
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

  @Post("/{id}/credits")
  HttpResponse<byte[]> credit(HttpRequest<?> request, @PathVariable String id) {
    Bodies body = Bodies.of(request, Set.of("amount", "reference", "mode"));
    String amount = body.requiredText("amount");
    String reference = body.requiredText("reference");
    AccountMode mode = body.word("mode", AccountMode.LIVE, MODES, AccountMode::text);
    body.verify();
    Optional<OrgId> organization = OrgId.parse(id);
    if (organization.isEmpty()) {
      return Responses.refused(request, Refusal.notFound());
    }
    return switch (credits.credit(new Account(organization.get(), mode), amount, reference)) {
      case Credited.Done(boolean repeated, Balance balance) ->
          Responses.created(
                  BalanceController.json(balance)
                      .put("currency", "USD")
                      .put("reference", reference)
                      .build())
              .header("Idempotent-Replayed", Boolean.toString(repeated));
      case Credited.Invalid(var details) -> Responses.refused(request, Refusal.invalid(details));
      case Credited.NoSuchOrganization ignored -> Responses.refused(request, Refusal.notFound());
    };
  }

  private static JsonObject json(Organization organization) {
    return JsonObject.builder()
        .put("id", organization.id().value())
        .put("name", organization.name())
        .put("idempotency", lower(organization.settings().idempotency()))
        .put("balance_shards", organization.settings().balanceShards())
        .put("created_at", ExecutionJson.time(organization.createdAt()))
        .build();
  }

  private static JsonObject json(StoredKey key, ApiKey secret) {
    return JsonObject.builder()
        .put("id", key.id().value())
        .put("organization_id", key.account().organization().value())
        .put("label", key.label())
        .put("level", key.level().text())
        .put("mode", key.account().mode().text())
        .put("key", secret.reveal())
        .put("last_four", key.lastFour())
        .put("created_at", ExecutionJson.time(key.createdAt()))
        .build();
  }

  private static String lower(IdempotencyMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
