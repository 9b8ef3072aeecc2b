package dev.modelroute.core.catalog;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.CostEstimate;
import dev.modelroute.core.money.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what an input will cost at most. Pure: prices and time come in. */
public final class Quotes {
  private Quotes() {}

  /**
   * A quote over every route of the model that takes this input and is priced for it now; the
   * estimate is the dearest of them, so that failing over stays inside the hold.
   *
   * @return empty when no route takes this input
   */
  public static Optional<Quote> find(
      Model model, JsonObject input, InputMeasure measure, Instant at) {
    List<Route> routes =
        pricedRoutes(model, at).stream()
            .filter(route -> route.capabilities().obstacles(input).isEmpty())
            .filter(route -> isPriced(model.modality(), route, input, at))
            .toList();
    return routes.stream()
        .map(route -> route.pricesFor(input, at).cost(EstimatedUsage.of(route, input, measure)))
        .max(Money::compareTo)
        .map(estimate ->
            new Quote(
                CostEstimate.of(estimate),
                routes.stream().map(route -> route.pricesFor(input, at)).toList()));
  }

  /**
   * The quote of an input without files.
   *
   * @throws IllegalArgumentException when no route takes it
   */
  public static Quote of(Model model, JsonObject input, Instant at) {
    return find(model, input, InputMeasure.NONE, at)
        .orElseThrow(() -> new IllegalArgumentException("no route of the model takes this input"));
  }

  /**
   * The members of an input that no route takes, of the route that comes closest; empty when one
   * takes all, or when prices are what is missing.
   */
  public static List<String> obstacles(Model model, JsonObject input, Instant at) {
    return pricedRoutes(model, at).stream()
        .map(route -> route.capabilities().obstacles(input))
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of());
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

  /** A price that asks something of the input may leave a dimension of another input open. */
  private static boolean isPriced(Modality modality, Route route, JsonObject input, Instant at) {
    Set<Dimension> chosen = dimensions(route.pricesFor(input, at).prices());
    return chosen.equals(dimensions(route.pricesAt(at).prices()))
        && chosen.containsAll(needed(modality, chosen));
  }

  private static Set<Dimension> needed(Modality modality, Set<Dimension> priced) {
    if (priced.contains(Dimension.SIMULATED_NANO) || priced.contains(Dimension.GPU_SECOND)) {
      return Set.of();
    }
    return switch (modality) {
      case TEXT -> EnumSet.of(Dimension.INPUT_TOKEN, Dimension.OUTPUT_TOKEN);
      case EMBEDDINGS -> EnumSet.of(Dimension.INPUT_TOKEN);
      // Tokens of a picture are never all there is to pay for: its prompt has tokens too.
      case IMAGE, IMAGE_EDIT ->
          priced.contains(Dimension.OUTPUT_IMAGE_TOKEN)
              ? EnumSet.of(Dimension.INPUT_TOKEN)
              : oneOf(priced, Dimension.OUTPUT_IMAGE, Dimension.OUTPUT_MEGAPIXEL);
      case IMAGE_UPSCALE -> oneOf(priced, Dimension.OUTPUT_IMAGE, Dimension.OUTPUT_MEGAPIXEL);
      case VIDEO -> EnumSet.of(Dimension.VIDEO_SECOND);
      case SPEECH -> oneOf(priced, Dimension.CHARACTER, Dimension.AUDIO_SECOND);
      case TRANSCRIPTION -> EnumSet.of(Dimension.AUDIO_SECOND);
    };
  }

  /** The first when neither is priced: one of them must be. */
  private static Set<Dimension> oneOf(Set<Dimension> priced, Dimension first, Dimension second) {
    return EnumSet.of(priced.contains(second) ? second : first);
  }

  private static Set<Dimension> dimensions(List<PriceRecord> prices) {
    return prices.stream()
        .map(PriceRecord::dimension)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Dimension.class)));
  }
}
