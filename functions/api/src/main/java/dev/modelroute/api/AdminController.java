package dev.modelroute.api;

import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.CreateKey;
import dev.modelroute.core.identity.CreateOrganization;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.CreditBalance;
import dev.modelroute.core.money.CreditBalance.Credited;
import dev.modelroute.core.money.SetBalanceShards;
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
    KeyRequest wanted = KeyRequest.read(request, AccountMode.LIVE);
    return OrgId.parse(id)
        .map(organization -> wanted.create(request, organization, keys))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
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

  private static String lower(IdempotencyMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
