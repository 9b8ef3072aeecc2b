package dev.modelroute.api;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.SettingsChange;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.TagBudget;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an organisation decides for itself. */
@Controller("/v1/organization")
@Access(Access.Level.FULL)
final class OrganizationController {
  private final KeyStore organizations;

  OrganizationController(KeyStore organizations) {
    this.organizations = organizations;
  }

  @Get
  HttpResponse<byte[]> read(HttpRequest<?> request) {
    return answer(request, organizations.findOrganization(Callers.of(request).organization()));
  }

  @Patch
  HttpResponse<byte[]> change(HttpRequest<?> request) {
    Caller caller = Callers.of(request);
    if (caller.account().mode() == AccountMode.TEST) {
      return Responses.refused(
          request, Refusal.forbidden("A test key does not change what holds for live ones."));
    }
    return switch (SettingsChange.read(Bodies.object(request))) {
      case SettingsChange.Reading.Wrong(List<FieldError> errors) ->
          Responses.refused(request, Refusal.invalid(errors));
      case SettingsChange.Reading.Read(UnaryOperator<OrganizationSettings> change) ->
          answer(request, organizations.changeSettings(caller.organization(), change));
    };
  }

  private static HttpResponse<byte[]> answer(
      HttpRequest<?> request, Optional<Organization> organization) {
    return organization
        .map(found -> Responses.ok(json(found)))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
  }

  private static JsonObject json(Organization organization) {
    OrganizationSettings settings = organization.settings();
    return JsonObject.builder()
        .put("id", organization.id().value())
        .put("name", organization.name())
        .put("idempotency", settings.idempotency().name().toLowerCase(Locale.ROOT))
        .put("default_file_ttl_days", settings.defaultFileTtlDays())
        .put(
            "budgets",
            settings.budgets().stream()
                .<Json>map(OrganizationController::json)
                .collect(JsonArray.collector()))
        .put("created_at", ExecutionJson.time(organization.createdAt()))
        .build();
  }

  private static JsonObject json(TagBudget budget) {
    JsonObject.Builder json = JsonObject.builder().put("key", budget.key());
    if (budget.value() != null) {
      json.put("value", budget.value());
    }
    budget.limit().json().members().forEach(json::put);
    return json.build();
  }
}
