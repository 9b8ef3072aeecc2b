package dev.modelroute.core.identity;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.money.SpendLimit;
import dev.modelroute.core.money.TagBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The body of {@code PATCH /v1/organization}: {@code idempotency} ({@code required}, {@code auto}),
 * {@code default_file_ttl_days} (1–365), {@code budgets}, a list of {@code {key, value?, amount,
 * period?}} that takes the place of the one before. What is absent stays.
 */
public final class SettingsChange {
  private static final Set<String> FIELDS =
      Set.of("idempotency", "default_file_ttl_days", "budgets");
  private static final Set<String> BUDGET_FIELDS = Set.of("key", "value", "amount", "period");
  private static final int MAX_FILE_TTL_DAYS = 365;
  private static final int MAX_TAG_KEY = 64;
  private static final int MAX_TAG_VALUE = 512;

  private final List<FieldError> errors = new ArrayList<>();
  private UnaryOperator<OrganizationSettings> change = settings -> settings;

  private SettingsChange() {}

  /** A change, or everything that is wrong with it. */
  public sealed interface Reading {
    record Read(UnaryOperator<OrganizationSettings> change) implements Reading {}

    record Wrong(List<FieldError> errors) implements Reading {
      public Wrong {
        errors = List.copyOf(errors);
      }
    }
  }

  public static Reading read(JsonObject body) {
    SettingsChange reader = new SettingsChange();
    body.members().forEach(reader::member);
    return reader.errors.isEmpty()
        ? new Reading.Read(reader.change)
        : new Reading.Wrong(reader.errors);
  }

  private void member(String name, Json value) {
    switch (name) {
      case "idempotency" -> idempotency(value);
      case "default_file_ttl_days" -> fileTtl(value);
      case "budgets" -> budgets(value);
      default -> error(name, "UNKNOWN_FIELD", "The fields are: " + FIELDS + ".");
    }
  }

  private void idempotency(Json value) {
    for (IdempotencyMode mode : IdempotencyMode.values()) {
      if (value.equals(new JsonString(mode.name().toLowerCase(Locale.ROOT)))) {
        then(settings -> settings.withIdempotency(mode));
        return;
      }
    }
    error("idempotency", "ENUM", "Must be required or auto.");
  }

  private void fileTtl(Json value) {
    Optional<Long> days =
        value instanceof JsonNumber
            ? JsonObject.builder().put("days", value).build().whole("days")
            : Optional.empty();
    if (days.filter(count -> count >= 1 && count <= MAX_FILE_TTL_DAYS).isEmpty()) {
      error("default_file_ttl_days", "RANGE", "Must be a whole number from 1 to 365.");
      return;
    }
    then(settings -> settings.withDefaultFileTtlDays(Math.toIntExact(days.get())));
  }

  private void budgets(Json value) {
    if (!(value instanceof JsonArray(List<Json> items)) || items.size() > TagBudget.MOST) {
      error("budgets", "INVALID", "Must be a list of at most " + TagBudget.MOST + " budgets.");
      return;
    }
    List<TagBudget> budgets = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Optional<TagBudget> budget = budget(items.get(i));
      if (budget.isEmpty()) {
        error(
            "budgets[" + i + "]",
            "INVALID",
            "Must have a key, an amount above zero, and may have a value and a period (day, month,"
                + " total).");
      }
      budget.ifPresent(budgets::add);
    }
    then(settings -> settings.withBudgets(budgets));
  }

  private static Optional<TagBudget> budget(Json json) {
    if (!(json instanceof JsonObject item)
        || !BUDGET_FIELDS.containsAll(item.members().keySet())
        || (item.has("value") && item.string("value").isEmpty())) {
      return Optional.empty();
    }
    Optional<String> value = item.string("value");
    return item.string("key")
        .filter(key -> !key.isEmpty() && key.length() <= MAX_TAG_KEY)
        .filter(key -> value.isEmpty() || value.get().length() <= MAX_TAG_VALUE)
        .flatMap(key ->
            SpendLimit.parse(item.without("key").without("value"))
                .map(limit -> new TagBudget(key, value.orElse(null), limit)));
  }

  private void then(UnaryOperator<OrganizationSettings> next) {
    UnaryOperator<OrganizationSettings> before = change;
    change = settings -> next.apply(before.apply(settings));
  }

  private void error(String field, String code, String message) {
    errors.add(new FieldError(field, code, message));
  }
}
