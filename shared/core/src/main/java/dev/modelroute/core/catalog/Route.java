package dev.modelroute.core.catalog;

import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One way to run a model.
 *
 * @param callTimeout longest a single call may take
 * @param poll used by POLL routes, and by CALLBACK routes where no callback can reach us
 * @param fixed fields the route always sends
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
    List<PriceRecord> prices) {

  public Route {
    prices = List.copyOf(prices);
  }

  /** The prices in force; a dimension has at most one at a time. */
  public PriceList pricesAt(Instant at) {
    return new PriceList(id, prices.stream().filter(price -> price.appliesAt(at)).toList());
  }
}
