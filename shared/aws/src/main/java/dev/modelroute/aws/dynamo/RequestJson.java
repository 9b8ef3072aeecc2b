package dev.modelroute.aws.dynamo;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.PriceList;
import dev.modelroute.core.catalog.PriceRecord;
import dev.modelroute.core.catalog.PriceTerms;
import dev.modelroute.core.catalog.PriceTier;
import dev.modelroute.core.catalog.Quote;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionRequest;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.money.CostEstimate;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An execution's request as stored, its input left out. Amounts are nano-USD, times ISO-8601; an
 * absent member is null.
 */
final class RequestJson {
  private RequestJson() {}

  static String write(ExecutionRequest request) {
    JsonObject.Builder metadata = JsonObject.builder();
    request.metadata().forEach(metadata::put);
    return JsonObject.builder()
        .put("model", request.model())
        .put("key", request.key().value())
        .put("fingerprint", request.fingerprint().value())
        .put("metadata", metadata.build())
        .put("webhook_url", request.webhookUrl())
        .put("timeout", request.timeout().toString())
        .put("retry_of", request.retryOf() == null ? null : request.retryOf().value())
        .put("quote", quote(request.quote()))
        .build()
        .toText();
  }

  static ExecutionRequest read(JsonObject json, JsonObject input) {
    return new ExecutionRequest(
        text(json, "model"),
        input,
        new IdempotencyKey(text(json, "key")),
        new RequestFingerprint(text(json, "fingerprint")),
        strings(json.object("metadata").orElseThrow()),
        json.string("webhook_url").orElse(null),
        Duration.parse(text(json, "timeout")),
        json.string("retry_of").map(ExecutionId::new).orElse(null),
        quote(json.object("quote").orElseThrow()));
  }

  private static JsonObject quote(Quote quote) {
    return JsonObject.builder()
        .put("estimate", quote.cost().estimate().nanos())
        .put("hold", quote.cost().hold().nanos())
        .put(
            "prices",
            quote.prices().stream().<Json>map(RequestJson::prices).collect(JsonArray.collector()))
        .build();
  }

  private static JsonObject prices(PriceList list) {
    return JsonObject.builder()
        .put("route", list.route().text())
        .put(
            "prices",
            list.prices().stream().<Json>map(RequestJson::price).collect(JsonArray.collector()))
        .build();
  }

  private static JsonObject price(PriceRecord price) {
    return JsonObject.builder()
        .put("dimension", price.dimension().text())
        .put("unit", price.unit())
        .put("unit_size", price.unitSize())
        .put("price", price.price().nanos())
        .put("valid_from", price.validFrom().toString())
        .put("valid_until", price.validUntil() == null ? null : price.validUntil().toString())
        .put("source", price.source())
        .putIfPresent("terms", terms(price.terms()))
        .build();
  }

  private static Optional<JsonObject> terms(PriceTerms terms) {
    return terms.equals(PriceTerms.PLAIN)
        ? Optional.empty()
        : Optional.of(
            JsonObject.builder()
                .put("when", terms.when())
                .put("minimum", terms.minimumUnits())
                .put(
                    "tiers",
                    terms.tiers().stream()
                        .<Json>map(RequestJson::tier)
                        .collect(JsonArray.collector()))
                .build());
  }

  private static JsonObject tier(PriceTier tier) {
    return JsonObject.builder()
        .put("by", tier.by().text())
        .put("above", tier.above())
        .put("price", tier.price().nanos())
        .put("applies", tier.applies().text())
        .build();
  }

  private static Quote quote(JsonObject json) {
    CostEstimate cost = new CostEstimate(money(json, "estimate"), money(json, "hold"));
    return new Quote(cost, objects(json, "prices").stream().map(RequestJson::prices).toList());
  }

  private static PriceList prices(JsonObject json) {
    return new PriceList(
        RouteId.parse(text(json, "route")),
        objects(json, "prices").stream().map(RequestJson::price).toList());
  }

  private static PriceRecord price(JsonObject json) {
    return new PriceRecord(
        dimension(json, "dimension"),
        text(json, "unit"),
        json.whole("unit_size").orElseThrow(),
        money(json, "price"),
        Instant.parse(text(json, "valid_from")),
        json.string("valid_until").map(Instant::parse).orElse(null),
        text(json, "source"),
        json.object("terms").map(RequestJson::terms).orElse(PriceTerms.PLAIN));
  }

  private static PriceTerms terms(JsonObject json) {
    return new PriceTerms(
        json.object("when").orElseThrow(),
        objects(json, "tiers").stream().map(RequestJson::tier).toList(),
        json.whole("minimum").orElseThrow());
  }

  private static PriceTier tier(JsonObject json) {
    return new PriceTier(
        dimension(json, "by"),
        json.whole("above").orElseThrow(),
        money(json, "price"),
        PriceTier.Applies.valueOf(text(json, "applies").toUpperCase(Locale.ROOT)));
  }

  private static Dimension dimension(JsonObject json, String name) {
    return Dimension.valueOf(text(json, name).toUpperCase(Locale.ROOT));
  }

  private static Map<String, String> strings(JsonObject json) {
    Map<String, String> strings = new LinkedHashMap<>();
    json.members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text)) {
            strings.put(name, text);
          }
        });
    return strings;
  }

  private static List<JsonObject> objects(JsonObject json, String name) {
    return json.array(name).orElseThrow().items().stream().map(JsonObject.class::cast).toList();
  }

  private static String text(JsonObject json, String name) {
    return json.string(name).orElseThrow();
  }

  private static Money money(JsonObject json, String name) {
    return Money.ofNanos(json.whole(name).orElseThrow());
  }
}
