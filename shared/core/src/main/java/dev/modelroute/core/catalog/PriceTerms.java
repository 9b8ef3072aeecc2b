package dev.modelroute.core.catalog;

import dev.modelroute.core.json.JsonObject;
import java.util.List;

/**
 * When and how far a price holds.
 *
 * @param when input members and the values they must have; empty = any input
 * @param tiers by ascending count; all of one kind
 * @param minimumUnits charged at least, for anything above zero
 */
public record PriceTerms(JsonObject when, List<PriceTier> tiers, long minimumUnits) {
  /** A price for any input and any count. */
  public static final PriceTerms PLAIN = new PriceTerms(JsonObject.EMPTY, List.of(), 0);

  public PriceTerms {
    tiers = List.copyOf(tiers);
    if (tiers.stream().map(PriceTier::applies).distinct().count() > 1) {
      throw new IllegalArgumentException("tiers of one price are of one kind");
    }
  }

  /** Whether an input is one of those the price is for. */
  boolean matches(JsonObject input) {
    return when.members().entrySet().stream()
        .allMatch(entry -> input.get(entry.getKey()).filter(entry.getValue()::equals).isPresent());
  }
}
