package dev.modelroute.core.catalog;

import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One way to run a model.
 *
 * @param callTimeout longest a single call may take
 * @param poll used by POLL routes, and by CALLBACK routes where no callback can reach us
 * @param fixed fields the route always sends
 * @param capabilities which inputs it takes
 * @param replaySafe whether the same job may be submitted again after a lost reply (the adapter
 *     sends an idempotency token, or runs inside this process)
 */
public record Route(
    RouteId id,
    RouteMode mode,
    FileMode fileMode,
    Duration callTimeout,
    PollSchedule poll,
    boolean replaySafe,
    JsonObject fixed,
    List<PriceRecord> prices,
    Capabilities capabilities) {

  public Route {
    prices = List.copyOf(prices);
  }

  /** A route that takes every input of its model. */
  public Route(
      RouteId id,
      RouteMode mode,
      FileMode fileMode,
      Duration callTimeout,
      PollSchedule poll,
      boolean replaySafe,
      JsonObject fixed,
      List<PriceRecord> prices) {
    this(id, mode, fileMode, callTimeout, poll, replaySafe, fixed, prices, Capabilities.ANY);
  }

  /** The prices in force; a dimension has at most one at a time for one kind of input. */
  public PriceList pricesAt(Instant at) {
    return new PriceList(id, prices.stream().filter(price -> price.appliesAt(at)).toList());
  }

  /** The prices in force for an input: per dimension the one that asks most of the input. */
  public PriceList pricesFor(JsonObject input, Instant at) {
    Map<Dimension, PriceRecord> chosen = new EnumMap<>(Dimension.class);
    for (PriceRecord price : pricesAt(at).prices()) {
      if (price.terms().matches(input)) {
        chosen.merge(price.dimension(), price, Route::closer);
      }
    }
    return new PriceList(id, List.copyOf(chosen.values()));
  }

  private static PriceRecord closer(PriceRecord left, PriceRecord right) {
    return left.terms().when().members().size() >= right.terms().when().members().size()
        ? left
        : right;
  }
}
