package dev.modelroute.provider;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Seeded inputs of a model that a route takes: every word, every bound, each optional member with
 * and without, as the model's own schema says.
 */
public final class RouteInputs {
  public static final String FILE = "file_0192e0a0-0000-7000-8000-000000000000";
  private static final int MAX_TRIES = 100_000;
  private static final List<String> TEXTS =
      List.of("Hi", "\u00e4", "\uD83D\uDE00", "\"quoted\\\"\n\t", " ", "x".repeat(800));

  private final Model model;
  private final Route route;
  private final Predicate<JsonObject> valid;
  private final RandomGenerator random;
  private final TextInputs texts;

  /**
   * @param valid whether an input satisfies the model's schema
   */
  public RouteInputs(
      Model model, Route route, Predicate<JsonObject> valid, RandomGenerator random) {
    this.model = model;
    this.route = route;
    this.valid = valid;
    this.random = random;
    this.texts = new TextInputs(random);
  }

  /** An input that the schema lets through and the route takes, as the route gets it. */
  public JsonObject next() {
    for (int i = 0; i < MAX_TRIES; i++) {
      JsonObject input =
          model.modality() == Modality.TEXT ? texts.next() : object(model.inputSchema(), true);
      if (route.capabilities().obstacles(input).isEmpty() && valid.test(input)) {
        return route.capabilities().reduce(input);
      }
    }
    throw new AssertionError("no input for " + route.id().text());
  }

  /** An input with its files at hand. */
  public static CanonicalInput canonical(Model model, JsonObject fields) {
    boolean recording = model.modality() == Modality.TRANSCRIPTION;
    InputFile file =
        new InputFile(
            recording ? "audio/wav" : "image/png", ByteSource.of(new byte[] {1, 2, 3}), null);
    return new CanonicalInput(model.modality(), fields, Map.of(new FileRef(FILE), file));
  }

  private JsonObject object(JsonObject schema, boolean top) {
    JsonObject.Builder object = JsonObject.builder();
    List<Json> required = schema.array("required").orElse(JsonArray.EMPTY).items();
    schema
        .object("properties")
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((name, property) -> {
          boolean wanted = !top || route.capabilities().obstacles(only(name, property)).isEmpty();
          if (required.contains(Json.of(name)) || (wanted && random.nextBoolean())) {
            object.put(name, value((JsonObject) property));
          }
        });
    return object.build();
  }

  /** A member alone, to see whether the route takes it at all; width and height come in pairs. */
  private JsonObject only(String name, Json property) {
    JsonObject alone = JsonObject.EMPTY.with(name, value((JsonObject) property));
    return name.equals("width") || name.equals("height")
        ? StrictJson.trusted("{\"width\":1024,\"height\":1024}")
        : alone;
  }

  private Json value(JsonObject schema) {
    if (schema.array("enum").isPresent()) {
      return pick(schema.array("enum").get().items());
    }
    if (schema.string("format").filter("file"::equals).isPresent()) {
      return Json.of(FILE);
    }
    return switch (schema.string("type").orElse("object")) {
      case "string" -> string(schema);
      case "integer" -> number(schema, true);
      case "number" -> number(schema, false);
      case "boolean" -> Json.of(random.nextBoolean());
      case "array" -> array(schema);
      default -> object(schema, false);
    };
  }

  private Json string(JsonObject schema) {
    if (schema.has("pattern")) {
      return pick(List.of(Json.of("en"), Json.of("de")));
    }
    int longest = schema.whole("maxLength").orElse(5000L).intValue();
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return Json.of(random.nextInt(20) == 0 ? "y".repeat(Math.min(longest, 4096)) : text);
  }

  private Json number(JsonObject schema, boolean whole) {
    BigDecimal low = schema.number("minimum").orElse(BigDecimal.ZERO);
    BigDecimal high = schema.number("maximum").orElse(BigDecimal.TEN);
    BigDecimal step = schema.number("multipleOf").orElse(whole ? BigDecimal.ONE : null);
    BigDecimal middle =
        low.add(high.subtract(low).multiply(BigDecimal.valueOf(random.nextInt(1000), 3)));
    return new JsonNumber(
        switch (random.nextInt(4)) {
          case 0 -> low;
          case 1 -> high;
          default ->
              step == null ? middle : middle.subtract(middle.remainder(step)).setScale(0).max(low);
        });
  }

  private Json array(JsonObject schema) {
    long least = schema.whole("minItems").orElse(0L);
    long most = schema.whole("maxItems").orElse(4L);
    long size = random.nextInt(20) == 0 ? most : Math.min(most, least + random.nextInt(3));
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(value(schema.object("items").orElseThrow()));
    }
    return new JsonArray(items);
  }

  private Json pick(List<Json> values) {
    Json picked = values.get(random.nextInt(values.size()));
    return picked instanceof JsonString(String text) ? Json.of(text) : picked;
  }
}
