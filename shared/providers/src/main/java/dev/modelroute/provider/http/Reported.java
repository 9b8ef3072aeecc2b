package dev.modelroute.provider.http;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.ProviderRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts that a provider reports; they decide charges, so they are taken with care. */
public final class Reported {
  /** More input than any model reads; a report above it is no count. */
  public static final long MAX_INPUT_TOKENS = 10_000_000;

  /** What a member that is no count counts as. */
  public static final long INVALID = -1;

  private Reported() {}

  /** The count; 0 when absent, {@link #INVALID} when negative, fractional or no number. */
  public static long count(JsonObject fields, String name) {
    Optional<Json> value = fields.get(name).filter(json -> !(json instanceof JsonNull));
    return value.isEmpty() ? 0 : fields.whole(name).filter(count -> count >= 0).orElse(INVALID);
  }

  /** Cached tokens are counted apart only where the route has a price of their own for them. */
  public static Usage tokens(ProviderRequest request, long input, long output, long cached) {
    boolean apart = isPriced(request.route(), Dimension.CACHED_INPUT_TOKEN);
    Map<Dimension, Long> units = new EnumMap<>(Dimension.class);
    units.put(Dimension.INPUT_TOKEN, input - (apart ? cached : 0));
    units.put(Dimension.OUTPUT_TOKEN, output);
    if (apart) {
      units.put(Dimension.CACHED_INPUT_TOKEN, cached);
    }
    return new Usage(units);
  }

  public static boolean isPriced(Route route, Dimension dimension) {
    return route.prices().stream().anyMatch(price -> price.dimension() == dimension);
  }

  /** The canonical usage of a text. */
  public static JsonObject textUsage(long input, long output, long cached) {
    return JsonObject.builder()
        .put("input_tokens", input)
        .put("output_tokens", output)
        .put("cached_input_tokens", cached)
        .build();
  }
}
