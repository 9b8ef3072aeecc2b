package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Allowances;
import dev.modelroute.core.catalog.Capabilities;
import dev.modelroute.core.catalog.FileMode;
import dev.modelroute.core.catalog.PollSchedule;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;

/** Reads one route of a catalogue file. */
final class RouteReader {
  /** Longest call of a synchronous route: longer work needs an asynchronous one. */
  private static final long MAX_CALL_SECONDS = 240;

  private static final long MAX_POLL_SECONDS = 900;
  private static final long MAX_ALLOWANCE = 1_000_000;
  private static final BigDecimal DEFAULT_FACTOR = new BigDecimal("1.5");

  private RouteReader() {}

  /** Without the member that says whose route it is, which the caller reads. */
  static Route read(CatalogFields fields) {
    Route route =
        new Route(
            new RouteId(fields.text("provider"), fields.text("model")),
            fields.word("mode", RouteMode.class),
            fields.optionalText("file_mode").isPresent()
                ? fields.word("file_mode", FileMode.class)
                : FileMode.INLINE,
            Duration.ofSeconds(
                fields.whole("call_timeout_seconds", 1, MAX_CALL_SECONDS, MAX_CALL_SECONDS)),
            poll(fields),
            fields.flag("replay_safe"),
            fields.optionalObject("fixed").orElse(JsonObject.EMPTY),
            PriceReader.read(fields),
            capabilities(fields));
    fields.end();
    return route;
  }

  private static PollSchedule poll(CatalogFields route) {
    Optional<JsonObject> poll = route.optionalObject("poll");
    CatalogFields fields = new CatalogFields(poll.orElse(JsonObject.EMPTY), route.path() + ".poll");
    BigDecimal factor = fields.number("factor", DEFAULT_FACTOR);
    if (factor.compareTo(BigDecimal.ONE) < 0 || factor.compareTo(BigDecimal.TEN) > 0) {
      throw fields.wrong("factor", "must be from 1 to 10");
    }
    PollSchedule schedule =
        new PollSchedule(
            Duration.ofSeconds(fields.whole("first_seconds", 1, MAX_POLL_SECONDS, 1)),
            factor.doubleValue(),
            Duration.ofSeconds(fields.whole("max_seconds", 1, MAX_POLL_SECONDS, 5)));
    fields.end();
    return schedule;
  }

  private static Capabilities capabilities(CatalogFields route) {
    return new Capabilities(
        route.optionalObject("supports").orElse(JsonObject.EMPTY),
        new HashSet<>(route.words("droppable")),
        route.optionalObject("words").orElse(JsonObject.EMPTY),
        allowances(route));
  }

  private static Allowances allowances(CatalogFields route) {
    Optional<JsonObject> allowances = route.optionalObject("allowances");
    CatalogFields fields =
        new CatalogFields(allowances.orElse(JsonObject.EMPTY), route.path() + ".allowances");
    Allowances read =
        new Allowances(
            allowance(fields, "image_tokens", Allowances.DEFAULT.imageTokens()),
            allowance(fields, "output_image_tokens", Allowances.DEFAULT.outputImageTokens()),
            allowance(fields, "gpu_seconds", Allowances.DEFAULT.gpuSeconds()));
    fields.end();
    return read;
  }

  private static long allowance(CatalogFields fields, String name, long otherwise) {
    return fields.whole(name, 0, MAX_ALLOWANCE, otherwise);
  }
}
