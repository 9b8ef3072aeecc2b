package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;

/**
 * An organisation's settings as one text. Equal settings have equal texts, so that a condition can
 * compare them.
 */
final class SettingsJson {
  private SettingsJson() {}

  static String write(OrganizationSettings settings) {
    return JsonObject.builder()
        .put("idempotency", settings.idempotency().name())
        .put("balance_shards", settings.balanceShards())
        .build()
        .toText();
  }

  static OrganizationSettings read(String text) {
    JsonObject json = StrictJson.trusted(text);
    return new OrganizationSettings(
        IdempotencyMode.valueOf(json.string("idempotency").orElseThrow()),
        json.whole("balance_shards").map(Math::toIntExact).orElseThrow());
  }
}
