package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.FileMode;
import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.PollSchedule;
import dev.modelroute.core.catalog.PriceRecord;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the models of one catalogue file; refuses anything it does not fully understand. */
final class ModelReader {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,18})?");
  private static final long MAX_TIMEOUT_SECONDS = 86_400;

  /** Longest call of a synchronous route: longer work needs an asynchronous one. */
  private static final long MAX_CALL_SECONDS = 240;

  private static final long MAX_POLL_SECONDS = 900;
  private static final BigDecimal DEFAULT_FACTOR = new BigDecimal("1.5");

  private ModelReader() {}

  /**
   * @param source name of the file, for messages
   * @throws InvalidCatalogException with the path of the first problem
   */
  static List<Model> read(String source, JsonObject file) {
    CatalogFields root = new CatalogFields(file, source);
    List<Model> models = root.objects("models").stream().map(ModelReader::model).toList();
    root.end();
    return models;
  }

  private static Model model(CatalogFields fields) {
    String slug = fields.text("slug");
    if (!SLUG.matcher(slug).matches()) {
      throw fields.wrong("slug", "must be lower-case letters, digits, dots and hyphens");
    }
    JsonObject inputSchema = fields.object("input_schema");
    Modality modality = word(fields, "modality", Modality.class);
    Model model =
        new Model(
            slug,
            modality,
            fields.text("description"),
            inputSchema,
            fields.object("output_schema"),
            FileFields.of(inputSchema),
            Duration.ofSeconds(fields.whole("default_timeout_seconds", 1, MAX_TIMEOUT_SECONDS)),
            fields.flag("simulated"),
            fields.objects("routes").stream().map(ModelReader::route).toList());
    fields.end();
    return model;
  }

  private static Route route(CatalogFields fields) {
    Route route =
        new Route(
            new RouteId(fields.text("provider"), fields.text("model")),
            word(fields, "mode", RouteMode.class),
            fields.optionalText("file_mode").isPresent()
                ? word(fields, "file_mode", FileMode.class)
                : FileMode.INLINE,
            Duration.ofSeconds(
                fields.whole("call_timeout_seconds", 1, MAX_CALL_SECONDS, MAX_CALL_SECONDS)),
            poll(fields),
            fields.flag("replay_safe"),
            fields.optionalObject("fixed").orElse(JsonObject.EMPTY),
            prices(fields));
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

  private static List<PriceRecord> prices(CatalogFields route) {
    List<PriceRecord> prices = new ArrayList<>();
    for (CatalogFields fields : route.objects("prices")) {
      PriceRecord price = price(fields);
      if (prices.stream().anyMatch(other -> overlap(other, price))) {
        throw new InvalidCatalogException(
            fields.path(), "overlaps with another price of " + price.dimension().text());
      }
      prices.add(price);
    }
    return prices;
  }

  private static PriceRecord price(CatalogFields fields) {
    Instant from = day(fields, "valid_from", fields.text("valid_from"));
    @Nullable Instant until =
        fields
            .optionalText("valid_until")
            .map(text -> day(fields, "valid_until", text))
            .orElse(null);
    if (until != null && !until.isAfter(from)) {
      throw fields.wrong("valid_until", "must be after valid_from");
    }
    PriceRecord price =
        new PriceRecord(
            word(fields, "dimension", Dimension.class),
            fields.text("unit"),
            fields.whole("unit_size", 1, 1_000_000_000_000L),
            money(fields),
            from,
            until,
            fields.text("source"));
    fields.end();
    return price;
  }

  private static boolean overlap(PriceRecord left, PriceRecord right) {
    return left.dimension() == right.dimension()
        && (left.appliesAt(right.validFrom()) || right.appliesAt(left.validFrom()));
  }

  private static Money money(CatalogFields fields) {
    String text = fields.text("price");
    if (!PRICE.matcher(text).matches()) {
      throw fields.wrong("price", "must be a decimal amount in a text");
    }
    try {
      return Money.parse(text);
    } catch (ArithmeticException fraction) {
      throw fields.wrong("price", "must be a whole number of nano-USD");
    }
  }

  private static Instant day(CatalogFields fields, String name, String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException malformed) {
      throw fields.wrong(name, "must be a date like 2026-10-07");
    }
  }

  private static <E extends Enum<E>> E word(CatalogFields fields, String name, Class<E> type) {
    String text = fields.text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw fields.wrong(name, "must be one of the known words");
  }
}
