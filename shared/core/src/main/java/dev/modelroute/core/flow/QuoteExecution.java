package dev.modelroute.core.flow;

import dev.modelroute.core.catalog.Quote;
import dev.modelroute.core.flow.PreparedSubmit.Preparation;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.json.JsonObject;

/** Says what a submit would cost and whether it would pass; stores nothing. */
public final class QuoteExecution {
  private final PreparedSubmit.Checks checks;

  public QuoteExecution(PreparedSubmit.Checks checks) {
    this.checks = checks;
  }

  /** A quote, or why there is none. */
  public sealed interface Quoted {
    record Offer(String model, Quote quote) implements Quoted {}

    /** Never accepted or replayed. */
    record Refusal(Submitted reason) implements Quoted {}
  }

  public Quoted quote(Caller caller, JsonObject body) {
    return switch (checks.prepare(caller, body)) {
      case Preparation.Ready(PreparedSubmit submit) ->
          new Quoted.Offer(submit.model().slug(), submit.quote());
      case Preparation.NotReady(Submitted reason) -> new Quoted.Refusal(reason);
    };
  }
}
