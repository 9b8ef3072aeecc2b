package dev.modelroute.provider;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.FileMode;
import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.PollSchedule;
import dev.modelroute.core.catalog.PriceRecord;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The models.json beside an adapter, as written: suites run on the very routes that ship. */
public final class ModelsFile {
  private ModelsFile() {}

  /** What a suite needs of one model. */
  public record Entry(
      String slug,
      Modality modality,
      boolean simulated,
      JsonObject inputSchema,
      JsonObject outputSchema,
      List<Route> routes) {}

  public static List<Entry> of(Class<?> adapter) {
    try (InputStream file =
        Objects.requireNonNull(adapter.getResourceAsStream("models.json"), "no models.json")) {
      return objects(
              StrictJson.trusted(new String(file.readAllBytes(), StandardCharsets.UTF_8)), "models")
          .stream()
          .map(ModelsFile::entry)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static Entry find(Class<?> adapter, String slug) {
    return of(adapter).stream()
        .filter(entry -> entry.slug().equals(slug))
        .findFirst()
        .orElseThrow();
  }

  private static Entry entry(JsonObject model) {
    return new Entry(
        text(model, "slug"),
        Modality.valueOf(text(model, "modality").toUpperCase(Locale.ROOT)),
        model.bool("simulated").orElseThrow(),
        model.object("input_schema").orElseThrow(),
        model.object("output_schema").orElseThrow(),
        objects(model, "routes").stream().map(ModelsFile::route).toList());
  }

  private static Route route(JsonObject route) {
    JsonObject poll = route.object("poll").orElseThrow();
    return new Route(
        new RouteId(text(route, "provider"), text(route, "model")),
        RouteMode.valueOf(text(route, "mode").toUpperCase(Locale.ROOT)),
        FileMode.valueOf(text(route, "file_mode").toUpperCase(Locale.ROOT)),
        Duration.ofSeconds(route.whole("call_timeout_seconds").orElseThrow()),
        new PollSchedule(
            Duration.ofSeconds(poll.whole("first_seconds").orElseThrow()),
            poll.number("factor").orElseThrow().doubleValue(),
            Duration.ofSeconds(poll.whole("max_seconds").orElseThrow())),
        route.bool("replay_safe").orElseThrow(),
        route.object("fixed").orElseThrow(),
        objects(route, "prices").stream().map(ModelsFile::price).toList());
  }

  private static PriceRecord price(JsonObject price) {
    return new PriceRecord(
        Dimension.valueOf(text(price, "dimension").toUpperCase(Locale.ROOT)),
        text(price, "unit"),
        price.whole("unit_size").orElseThrow(),
        Money.parse(text(price, "price")),
        LocalDate.parse(text(price, "valid_from")).atStartOfDay(ZoneOffset.UTC).toInstant(),
        null,
        text(price, "source"));
  }

  private static List<JsonObject> objects(JsonObject parent, String name) {
    return parent.array(name).orElseThrow().items().stream().map(JsonObject.class::cast).toList();
  }

  private static String text(JsonObject parent, String name) {
    return parent.string(name).orElseThrow();
  }
}
