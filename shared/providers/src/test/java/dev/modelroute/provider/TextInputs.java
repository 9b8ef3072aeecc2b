package dev.modelroute.provider;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Seeded canonical text inputs: every word, every bound, each optional field with and without. */
final class TextInputs {
  private static final List<String> ROLES = List.of("system", "user", "assistant");
  private static final List<String> TEXTS =
      List.of("Hi", "ä", "\uD83D\uDE00", "\"quoted\\\"\n\t", " ", "x".repeat(5000));
  private static final List<String> FORMATS =
      List.of(
          "{\"type\":\"text\"}",
          "{\"type\":\"json\"}",
          "{\"type\":\"json_schema\",\"schema\":{}}",
          "{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{}}}}",
          "{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\",\"required\":[\"a\"],"
              + "\"additionalProperties\":false,\"properties\":{\"a\":{\"type\":\"string\"}}}}");

  private final RandomGenerator random;

  TextInputs(RandomGenerator random) {
    this.random = random;
  }

  JsonObject next() {
    return JsonObject.builder()
        .put("messages", messages())
        .putIfPresent("max_output_tokens", number("1", "4096", "128000"))
        .putIfPresent("temperature", number("0", "0.7", "1", "2", "2.0"))
        .putIfPresent("top_p", number("0", "0.5", "1"))
        .putIfPresent("stop", maybe(array(1 + random.nextInt(4), i -> Json.of("stop" + i))))
        .putIfPresent("seed", number("-2147483648", "0", "2147483647"))
        .putIfPresent("response_format", maybe(StrictJson.trusted(pick(FORMATS))))
        .build();
  }

  private JsonArray messages() {
    int count = random.nextInt(20) == 0 ? 256 : 1 + random.nextInt(4);
    return array(count, i -> message());
  }

  private Json message() {
    String role = pick(ROLES);
    boolean parts = random.nextBoolean();
    return JsonObject.builder()
        .put("role", role)
        .put(
            "content",
            parts
                ? array(1 + random.nextInt(3), i -> part(role.equals("user")))
                : Json.of(pick(TEXTS)))
        .build();
  }

  private Json part(boolean imagesAllowed) {
    return imagesAllowed && random.nextBoolean()
        ? JsonObject.builder().put("type", "image_file").put("file_id", RouteInputs.FILE).build()
        : JsonObject.builder().put("type", "text").put("text", pick(TEXTS)).build();
  }

  private Optional<Json> number(String... values) {
    return maybe(new JsonNumber(new BigDecimal(pick(List.of(values)))));
  }

  private Optional<Json> maybe(Json value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static JsonArray array(int size, IntFunction<Json> item) {
    return IntStream.range(0, size).mapToObj(item).collect(JsonArray.collector());
  }
}
