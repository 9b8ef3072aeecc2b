package dev.modelroute.provider.media;

import dev.modelroute.core.catalog.FileMode;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Files of an input inside a request. */
public final class InlineFiles {
  /** Most bytes that all files of one request have together: base64 makes a third more of them. */
  public static final long MAX_BYTES = 23_000_000;

  private static final String HELD = "inline:";

  private InlineFiles() {}

  /** The files that a body holds, by names that no part of a form has: for whoever counts bytes. */
  public static Map<String, InputFile> held(CanonicalInput input) {
    return input.files().entrySet().stream()
        .collect(Collectors.toMap(entry -> HELD + entry.getKey().value(), Map.Entry::getValue));
  }

  /** Whether this is a file inside the body, not a part beside it. */
  public static boolean isHeld(String part) {
    return part.startsWith(HELD);
  }

  /** The file a value refers to; empty when it refers to none that was resolved. */
  public static Optional<InputFile> find(CanonicalInput input, Json reference) {
    return reference instanceof JsonString(String text)
        ? FileRef.parse(text).map(input.files()::get)
        : Optional.empty();
  }

  /** The file a member of the input refers to. */
  public static Optional<InputFile> member(CanonicalInput input, String name) {
    return input.fields().get(name).flatMap(reference -> find(input, reference));
  }

  /** The files a list of the input refers to, in order. */
  public static List<InputFile> list(CanonicalInput input, String name) {
    return input.fields().array(name).orElse(JsonArray.EMPTY).items().stream()
        .flatMap(reference -> find(input, reference).stream())
        .toList();
  }

  /** Empty for a file over {@link #MAX_BYTES}: such a request is never sent. */
  public static String base64(InputFile file) {
    if (file.content().length() > MAX_BYTES) {
      return "";
    }
    try (InputStream bytes = file.content().open()) {
      return Base64.getEncoder().encodeToString(bytes.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static String dataUrl(InputFile file) {
    return "data:" + file.contentType() + ";base64," + base64(file);
  }

  /** The short-lived address, where the route takes addresses and there is one. */
  public static Optional<URI> link(Route route, InputFile file) {
    return Optional.ofNullable(file.link()).filter(link -> route.fileMode() == FileMode.LINK);
  }
}
