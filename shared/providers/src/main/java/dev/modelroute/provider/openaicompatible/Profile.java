package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.provider.http.BaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How one provider differs from the dialect; a row of {@code profiles.json}.
 *
 * @param name slug of the adapter
 * @param baseUrl where it answers unless a setting says otherwise; empty = only where a setting
 *     says
 * @param keySetting name of the setting that holds the key
 * @param keyOptional whether it also works without a key
 * @param privateHost whether it runs on hosts of the operator's own, where plain HTTP is accepted
 * @param hostSetting name of its own usual host setting, beside {@link #baseUrlSetting()}
 * @param modelSetting name of a setting that replaces the route's model
 * @param tokenField name of the output cap
 * @param seedField name of the seed
 * @param imagesBySides whether pictures are asked for by width and height, as diffusion models are
 * @param maxTemperature highest temperature it takes
 */
record Profile(
    String name,
    Optional<String> baseUrl,
    String keySetting,
    boolean keyOptional,
    boolean privateHost,
    Optional<String> hostSetting,
    Optional<String> modelSetting,
    String tokenField,
    String seedField,
    BigDecimal maxTemperature,
    boolean imagesBySides) {

  /** All profiles, in the file's order. */
  static List<Profile> all() {
    return read("profiles.json").array("profiles").orElseThrow().items().stream()
        .map(Profile::of)
        .toList();
  }

  /** The setting that replaces the base URL of any provider. */
  String baseUrlSetting() {
    return BaseUrl.setting(name);
  }

  private static Profile of(Json row) {
    JsonObject fields = (JsonObject) row;
    return new Profile(
        fields.string("name").orElseThrow(),
        fields.string("base_url"),
        fields.string("key").orElseThrow(),
        fields.bool("key_optional").orElse(false),
        fields.bool("private_host").orElse(false),
        fields.string("host_setting"),
        fields.string("model_setting"),
        fields.string("token_field").orElse("max_tokens"),
        fields.string("seed_field").orElse("seed"),
        fields.number("max_temperature").orElse(BigDecimal.TWO),
        fields.bool("images_by_sides").orElse(false));
  }

  private static JsonObject read(String name) {
    try (InputStream file = Profile.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return StrictJson.trusted(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
