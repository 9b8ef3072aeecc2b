package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads catalogue files; refuses anything it does not fully understand. A file holds {@code
 * schemas} (an input and an output schema by name, for models of this file and of later ones),
 * {@code models} (each with its own schemas or the name of a pair, and with routes or without) and
 * {@code routes} (each with the {@code slug} of a model, which may stand in another file).
 */
final class ModelReader {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final long MAX_TIMEOUT_SECONDS = 86_400;

  private final Map<String, JsonObject> schemas = new HashMap<>();

  /**
   * What one file says.
   *
   * @param routes of models that may stand elsewhere
   * @param withdrawn routes that must not be used any more
   */
  record Contents(List<Model> models, List<Offer> routes, List<Withdrawal> withdrawn) {}

  /** A route and whose it is. */
  record Offer(String path, String slug, Route route) {}

  /** A route by its name alone. */
  record Withdrawal(String path, String slug, RouteId route) {}

  /**
   * @param source name of the file, for messages
   * @throws InvalidCatalogException with the path of the first problem
   */
  Contents read(String source, JsonObject file) {
    CatalogFields root = new CatalogFields(file, source);
    root.optionalObject("schemas").ifPresent(named -> readSchemas(source, named));
    List<Model> models = root.optionalObjects("models").stream().map(this::model).toList();
    List<Offer> routes = new ArrayList<>();
    List<Withdrawal> withdrawn = new ArrayList<>();
    for (CatalogFields fields : root.optionalObjects("routes")) {
      String slug = fields.text("slug");
      if (fields.flag("withdrawn")) {
        RouteId id = new RouteId(fields.text("provider"), fields.text("model"));
        fields.end();
        withdrawn.add(new Withdrawal(fields.path(), slug, id));
      } else {
        routes.add(new Offer(fields.path(), slug, RouteReader.read(fields)));
      }
    }
    root.end();
    return new Contents(models, routes, withdrawn);
  }

  private void readSchemas(String source, JsonObject named) {
    for (String name : named.members().keySet()) {
      Optional<JsonObject> pair = named.object(name);
      if (pair.isEmpty() || pair.get().object("input").isEmpty()) {
        throw new InvalidCatalogException(source + ".schemas." + name, "must be two schemas");
      }
      schemas.put(name, pair.get());
    }
  }

  private Model model(CatalogFields fields) {
    String slug = fields.text("slug");
    if (!SLUG.matcher(slug).matches()) {
      throw fields.wrong("slug", "must be lower-case letters, digits, dots and hyphens");
    }
    Optional<JsonObject> pair = fields.optionalText("schema").map(name -> pair(fields, name));
    JsonObject input = schema(fields, pair, "input");
    JsonObject output = schema(fields, pair, "output");
    Model model =
        new Model(
            slug,
            fields.word("modality", Modality.class),
            fields.text("description"),
            input,
            output,
            FileFields.of(input),
            Duration.ofSeconds(fields.whole("default_timeout_seconds", 1, MAX_TIMEOUT_SECONDS)),
            fields.flag("simulated"),
            fields.optionalObjects("routes").stream().map(RouteReader::read).toList());
    fields.end();
    return model;
  }

  private JsonObject pair(CatalogFields fields, String name) {
    return Optional.ofNullable(schemas.get(name))
        .orElseThrow(() -> fields.wrong("schema", "names no pair of schemas"));
  }

  private static JsonObject schema(
      CatalogFields fields, Optional<JsonObject> pair, String direction) {
    return pair.flatMap(schemas -> schemas.object(direction))
        .orElseGet(() -> fields.object(direction + "_schema"));
  }
}
