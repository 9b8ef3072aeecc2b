package dev.modelroute.provider.catalog;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one object of a catalogue file strictly: every problem is an exception with its path, and a
 * member nobody asked for is a problem too.
 */
final class CatalogFields {
  private final JsonObject object;
  private final String path;
  private final Set<String> known = new HashSet<>();

  CatalogFields(JsonObject object, String path) {
    this.object = object;
    this.path = path;
  }

  String path() {
    return path;
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong(name, "a text is missing"));
  }

  Optional<String> optionalText(String name) {
    return present(name)
        .map(json ->
            object
                .string(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> wrong(name, "must be a text that is not blank")));
  }

  long whole(String name, long minimum, long maximum) {
    return present(name)
        .flatMap(json -> object.whole(name))
        .filter(value -> value >= minimum && value <= maximum)
        .orElseThrow(
            () -> wrong(name, "must be a whole number from " + minimum + " to " + maximum));
  }

  long whole(String name, long minimum, long maximum, long otherwise) {
    return present(name).isPresent() ? whole(name, minimum, maximum) : otherwise;
  }

  BigDecimal number(String name, BigDecimal otherwise) {
    return present(name)
        .map(json -> object.number(name).orElseThrow(() -> wrong(name, "must be a number")))
        .orElse(otherwise);
  }

  boolean flag(String name) {
    return present(name)
        .map(json -> object.bool(name).orElseThrow(() -> wrong(name, "must be true or false")))
        .orElse(false);
  }

  JsonObject object(String name) {
    return optionalObject(name).orElseThrow(() -> wrong(name, "an object is missing"));
  }

  Optional<JsonObject> optionalObject(String name) {
    return present(name)
        .map(json -> object.object(name).orElseThrow(() -> wrong(name, "must be an object")));
  }

  /** The constant whose name in lower case is the text. */
  <E extends Enum<E>> E word(String name, Class<E> type) {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw wrong(name, "must be one of the known words");
  }

  /** The texts of an array; none when it is absent. */
  List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (Json item : array(name)) {
      if (!(item instanceof JsonString(String word))) {
        throw wrong(name, "must be an array of texts");
      }
      words.add(word);
    }
    return words;
  }

  /** The objects of an array; none when it is absent. */
  List<CatalogFields> optionalObjects(String name) {
    List<Json> items = array(name);
    List<CatalogFields> fields = new ArrayList<>();
    for (Json item : items) {
      String place = path + "." + name + "[" + fields.size() + "]";
      if (!(item instanceof JsonObject member)) {
        throw new InvalidCatalogException(place, "must be an object");
      }
      fields.add(new CatalogFields(member, place));
    }
    return fields;
  }

  private List<Json> array(String name) {
    return present(name)
        .map(json -> object.array(name).orElseThrow(() -> wrong(name, "must be an array")).items())
        .orElse(List.of());
  }

  /** Ends the reading of this object. */
  void end() {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw wrong(name, "is not known");
      }
    }
  }

  InvalidCatalogException wrong(String name, String problem) {
    return new InvalidCatalogException(path + "." + name, problem);
  }

  /** The member; {@code null} counts as absent. */
  private Optional<Json> present(String name) {
    known.add(name);
    return object.get(name).filter(value -> !(value instanceof JsonNull));
  }
}
