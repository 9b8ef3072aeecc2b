package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.PriceRecord;
import dev.modelroute.core.catalog.PriceTerms;
import dev.modelroute.core.catalog.PriceTier;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the prices of one route; a route may have none, and then it can't be used. */
final class PriceReader {
  private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,18})?");
  private static final long MAX_UNITS = 1_000_000_000_000L;

  private PriceReader() {}

  static List<PriceRecord> read(CatalogFields route) {
    List<PriceRecord> prices = new ArrayList<>();
    for (CatalogFields fields : route.optionalObjects("prices")) {
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
    Dimension dimension = fields.word("dimension", Dimension.class);
    PriceRecord price =
        new PriceRecord(
            dimension,
            fields.text("unit"),
            fields.whole("unit_size", 1, MAX_UNITS),
            money(fields),
            from,
            until,
            fields.text("source"),
            new PriceTerms(
                fields.optionalObject("when").orElse(JsonObject.EMPTY),
                tiers(fields, dimension),
                fields.whole("minimum", 0, MAX_UNITS, 0)));
    fields.end();
    return price;
  }

  private static List<PriceTier> tiers(CatalogFields price, Dimension dimension) {
    List<PriceTier> tiers = new ArrayList<>();
    for (CatalogFields fields : price.optionalObjects("tiers")) {
      PriceTier tier =
          new PriceTier(
              fields.optionalText("by").isPresent()
                  ? fields.word("by", Dimension.class)
                  : dimension,
              fields.whole("above", 1, MAX_UNITS),
              money(fields),
              fields.word("applies", PriceTier.Applies.class));
      if (!tiers.isEmpty() && !follows(tiers.getLast(), tier)) {
        throw fields.wrong("above", "must grow from tier to tier, all of one kind");
      }
      if (tier.applies() == PriceTier.Applies.MARGINAL && tier.by() != dimension) {
        throw fields.wrong("by", "must be the priced dimension where units above it are meant");
      }
      fields.end();
      tiers.add(tier);
    }
    return tiers;
  }

  private static boolean follows(PriceTier before, PriceTier tier) {
    return tier.above() > before.above()
        && tier.applies() == before.applies()
        && tier.by() == before.by();
  }

  private static boolean overlap(PriceRecord left, PriceRecord right) {
    return left.dimension() == right.dimension()
        && left.terms().when().equals(right.terms().when())
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
}
