package dev.modelroute.core.catalog;

import dev.modelroute.core.money.CostEstimate;
import java.util.List;

/**
 * What an execution was told it may cost, and the prices that the charge will be made from.
 *
 * @param prices one list per route that was eligible at accept
 */
public record Quote(CostEstimate cost, List<PriceList> prices) {
  public Quote {
    prices = List.copyOf(prices);
  }

  /** Whether a route was priced at accept; another one could not be charged for. */
  public boolean covers(RouteId route) {
    return prices.stream().anyMatch(list -> list.route().equals(route));
  }

  /** The prices of a route at accept; a route that came later has none. */
  public PriceList of(RouteId route) {
    return prices.stream()
        .filter(list -> list.route().equals(route))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no price was quoted for the serving route"));
  }
}
