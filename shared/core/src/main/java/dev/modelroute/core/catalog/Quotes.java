package dev.modelroute.core.catalog;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.CostEstimate;
import dev.modelroute.core.money.Money;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what an input will cost at most. Pure: prices and time come in. */
public final class Quotes {
  private Quotes() {}

  /**
   * A quote over every route of the model that is priced now; the estimate is the dearest of them,
   * so that failing over stays inside the hold.
   *
   * @throws IllegalArgumentException when no route is priced: such a model is not published
   */
  public static Quote of(Model model, JsonObject input, Instant at) {
    List<Route> routes = pricedRoutes(model, at);
    Money estimate =
        routes.stream()
            .map(route -> route.pricesAt(at).cost(EstimatedUsage.of(route, input)))
            .max(Money::compareTo)
            .orElseThrow(() -> new IllegalArgumentException("no route of the model is priced"));
    return new Quote(
        CostEstimate.of(estimate), routes.stream().map(route -> route.pricesAt(at)).toList());
  }

  /** The routes whose price is known in every dimension they are charged by. */
  public static List<Route> pricedRoutes(Model model, Instant at) {
    return model.routes().stream().filter(route -> isPriced(model.modality(), route, at)).toList();
  }

  /**
   * Whether a route has a price in force for every dimension it ever had one for, and for those its
   * modality cannot do without. A gap in validity makes a route unusable rather than free.
   */
  public static boolean isPriced(Modality modality, Route route, Instant at) {
    Set<Dimension> ever = dimensions(route.prices());
    Set<Dimension> now = dimensions(route.pricesAt(at).prices());
    return !now.isEmpty() && now.equals(ever) && now.containsAll(needed(modality, now));
  }

  private static Set<Dimension> needed(Modality modality, Set<Dimension> priced) {
    if (priced.contains(Dimension.SIMULATED_NANO) || priced.contains(Dimension.GPU_SECOND)) {
      return Set.of();
    }
    return switch (modality) {
      case TEXT -> EnumSet.of(Dimension.INPUT_TOKEN, Dimension.OUTPUT_TOKEN);
      case EMBEDDINGS -> EnumSet.of(Dimension.INPUT_TOKEN);
      case IMAGE, IMAGE_EDIT, IMAGE_UPSCALE, VIDEO, SPEECH, TRANSCRIPTION -> Set.of();
    };
  }

  private static Set<Dimension> dimensions(List<PriceRecord> prices) {
    return prices.stream()
        .map(PriceRecord::dimension)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Dimension.class)));
  }
}
