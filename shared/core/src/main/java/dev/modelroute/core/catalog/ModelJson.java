package dev.modelroute.core.catalog;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** How callers see a model. Routes stay out: no provider, and of their prices the dearest only. */
public final class ModelJson {
  private ModelJson() {}

  /**
   * {@code slug, modality, description, input_schema, output_schema, pricing[{dimension, unit,
   * price}], limits, default_timeout_seconds, status}; {@code price} is the decimal USD of one
   * {@code unit}.
   */
  public static JsonObject of(Model model, Instant at) {
    return JsonObject.builder()
        .put("slug", model.slug())
        .put("modality", model.modality().text())
        .put("description", model.description())
        .put("input_schema", model.inputSchema())
        .put("output_schema", model.outputSchema())
        .put("pricing", pricing(model, at))
        .put("limits", limits(model))
        .put("default_timeout_seconds", model.defaultTimeout().toSeconds())
        .put("status", "available")
        .build();
  }

  private static JsonArray pricing(Model model, Instant at) {
    Map<Dimension, PriceRecord> dearest = new EnumMap<>(Dimension.class);
    for (Route route : Quotes.pricedRoutes(model, at)) {
      for (PriceRecord price : route.pricesAt(at).prices()) {
        dearest.merge(price.dimension(), price, ModelJson::dearer);
      }
    }
    return dearest.values().stream()
        .<Json>map(price ->
            JsonObject.builder()
                .put("dimension", price.dimension().text())
                .put("unit", unit(price))
                .put("price", price.dearest().toUsd())
                .build())
        .collect(JsonArray.collector());
  }

  private static PriceRecord dearer(PriceRecord left, PriceRecord right) {
    // left/leftSize against right/rightSize, multiplied out.
    BigInteger ofLeft = scaled(left.dearest().nanos(), right.unitSize());
    BigInteger ofRight = scaled(right.dearest().nanos(), left.unitSize());
    return ofLeft.compareTo(ofRight) >= 0 ? left : right;
  }

  private static BigInteger scaled(long nanos, long factor) {
    return BigInteger.valueOf(nanos).multiply(BigInteger.valueOf(factor));
  }

  /** {@code token} or, for a price of many, {@code 1000000 tokens}. */
  private static String unit(PriceRecord price) {
    // A megapixel price counts pixels, and its unit is the megapixel whatever it is made of.
    boolean single =
        price.unitSize() == 1
            || price.dimension() == Dimension.INPUT_MEGAPIXEL
            || price.dimension() == Dimension.OUTPUT_MEGAPIXEL;
    return single ? price.unit() : price.unitSize() + " " + price.unit() + "s";
  }

  private static JsonObject limits(Model model) {
    JsonObject.Builder limits = JsonObject.builder();
    for (FileField field : model.fileFields()) {
      limits.put(
          field.path(),
          JsonObject.builder()
              .put("content_types", JsonArray.ofStrings(field.contentTypes()))
              .build());
    }
    return JsonObject.builder().put("files", limits.build()).build();
  }
}
