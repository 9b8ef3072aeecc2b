package dev.modelroute.core.catalog;

import dev.modelroute.core.money.Money;
import java.util.List;

/** The prices of one route that were in force at one time. */
public record PriceList(RouteId route, List<PriceRecord> prices) {
  public PriceList {
    prices = List.copyOf(prices);
  }

  /** Σ over dimensions of ⌈units × price / unit_size⌉. */
  public Money cost(Usage usage) {
    Money sum = Money.ZERO;
    for (PriceRecord price : prices) {
      sum = sum.plus(price.cost(usage));
    }
    return sum;
  }
}
