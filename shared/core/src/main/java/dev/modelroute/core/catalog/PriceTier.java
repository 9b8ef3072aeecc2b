package dev.modelroute.core.catalog;

import dev.modelroute.core.money.Money;
import java.util.Locale;

/**
 * Another price above a count.
 *
 * @param by the dimension whose count decides; may be another than the one that is priced
 * @param above exclusive: at exactly this count the price before still holds
 */
public record PriceTier(Dimension by, long above, Money price, Applies applies) {

  /** What the other price is for. */
  public enum Applies {
    /** Every unit of the request. */
    WHOLE_REQUEST,
    /** The units above the count alone. */
    MARGINAL;

    /** The form in catalogue files: {@code whole_request}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PriceTier {
    if (above < 0 || price.isNegative()) {
      throw new IllegalArgumentException("a tier needs a count and an amount that aren't negative");
    }
  }
}
