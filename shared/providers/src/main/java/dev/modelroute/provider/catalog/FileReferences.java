package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.FileField;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks that file fields hold {@code file_<uuid>}, and tells callers who pass an address why. */
final class FileReferences {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(data:|[a-z][a-z0-9+.-]*://|//|www\\.).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private final List<FieldError> problems = new ArrayList<>();

  private FileReferences() {}

  static Stream<FieldError> problems(List<FileField> fields, JsonObject input) {
    FileReferences references = new FileReferences();
    for (FileField field : fields) {
      references.walk(input, "input", "." + field.path());
    }
    return references.problems.stream();
  }

  /**
   * @param rest what of the field's path lies below the value: {@code .name…}, {@code []…} or empty
   */
  private void walk(Json value, String place, String rest) {
    if (rest.isEmpty()) {
      check(value, place);
    } else if (rest.startsWith("[]")) {
      List<Json> items = value instanceof JsonArray array ? array.items() : List.of();
      for (int i = 0; i < items.size(); i++) {
        walk(items.get(i), place + "[" + i + "]", rest.substring(2));
      }
    } else if (value instanceof JsonObject object) {
      String name = rest.substring(1).split("\\.|\\[", 2)[0];
      object
          .get(name)
          .ifPresent(member -> walk(member, place + "." + name, rest.substring(1 + name.length())));
    }
  }

  private void check(Json value, String place) {
    // Another type is a TYPE problem already.
    if (!(value instanceof JsonString(String text)) || FileRef.parse(text).isPresent()) {
      return;
    }
    problems.add(
        ADDRESS.matcher(text).matches()
            ? new FieldError(
                place,
                "FILE_REFERENCE_REQUIRED",
                "Addresses are not accepted here: upload the file first and pass its file_ id.")
            : new FieldError(place, "FORMAT", "Must be the id of an uploaded file: file_<uuid>."));
  }
}
