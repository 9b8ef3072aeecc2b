package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.SpendLimit;
import dev.modelroute.core.money.TagBudget;

/**
 * An organisation's settings as one text. Equal settings have equal texts, so that a condition can
 * compare them.
 */
final class SettingsJson {
  private static final String IDEMPOTENCY = "idempotency";
  private static final String FILE_TTL_DAYS = "default_file_ttl_days";
  private static final String SHARDS = "balance_shards";
  private static final String BUDGETS = "budgets";

  private SettingsJson() {}

  static String write(OrganizationSettings settings) {
    return JsonObject.builder()
        .put(IDEMPOTENCY, settings.idempotency().name())
        .put(FILE_TTL_DAYS, settings.defaultFileTtlDays())
        .put(SHARDS, settings.balanceShards())
        .put(
            BUDGETS,
            settings.budgets().stream()
                .<Json>map(SettingsJson::budget)
                .collect(JsonArray.collector()))
        .build()
        .toText();
  }

  static OrganizationSettings read(String text) {
    JsonObject json = StrictJson.trusted(text);
    return new OrganizationSettings(
        IdempotencyMode.valueOf(json.string(IDEMPOTENCY).orElseThrow()),
        whole(json, FILE_TTL_DAYS),
        whole(json, SHARDS),
        json.array(BUDGETS).orElseThrow().items().stream()
            .map(item -> budget((JsonObject) item))
            .toList());
  }

  static String write(SpendLimit limit) {
    return limit.json().toText();
  }

  static SpendLimit readLimit(String text) {
    return SpendLimit.parse(StrictJson.trusted(text)).orElseThrow();
  }

  private static JsonObject budget(TagBudget budget) {
    return JsonObject.builder()
        .put("key", budget.key())
        .put("value", budget.value())
        .put("limit", budget.limit().json())
        .build();
  }

  private static TagBudget budget(JsonObject json) {
    return new TagBudget(
        json.string("key").orElseThrow(),
        json.string("value").orElse(null),
        json.get("limit").flatMap(SpendLimit::parse).orElseThrow());
  }

  private static int whole(JsonObject json, String name) {
    return json.whole(name).map(Math::toIntExact).orElseThrow();
  }
}
