package dev.modelroute.core.money;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be spent in a period. An open hold counts as spent until it is resolved, then the charge
 * does.
 *
 * @param amount above zero
 */
public record SpendLimit(Money amount, SpendPeriod period) {
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Set<String> FIELDS = Set.of("amount", "period");

  public SpendLimit {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a limit is above zero");
    }
  }

  /**
   * Reads {@code {"amount":"5.00","period":"day"|"month"|"total"}}, or a plain {@code "5.00"} for
   * all time. Empty when it is neither.
   */
  public static Optional<SpendLimit> parse(Json json) {
    return switch (json) {
      case JsonString(String usd) -> parse(usd, SpendPeriod.TOTAL);
      case JsonObject object when FIELDS.containsAll(object.members().keySet()) ->
          object
              .string("amount")
              .flatMap(usd -> period(object).flatMap(period -> parse(usd, period)));
      case Json other -> Optional.empty();
    };
  }

  /** Empty when the amount is no decimal above zero. */
  public static Optional<SpendLimit> parse(String usd, SpendPeriod period) {
    return Optional.of(usd)
        .filter(text -> AMOUNT.matcher(text).matches())
        .map(Money::parse)
        .filter(Money::isPositive)
        .map(amount -> new SpendLimit(amount, period));
  }

  private static Optional<SpendPeriod> period(JsonObject object) {
    return object.has("period")
        ? object.string("period").flatMap(SpendPeriod::parse)
        : Optional.of(SpendPeriod.TOTAL);
  }

  public JsonObject json() {
    return JsonObject.builder().put("amount", amount.toUsd()).put("period", period.text()).build();
  }

  /** {@code 5.000 USD a month}. */
  @Override
  public String toString() {
    return switch (period) {
      case TOTAL -> amount + " in all";
      case MONTH -> amount + " a month";
      case DAY -> amount + " a day";
    };
  }
}
