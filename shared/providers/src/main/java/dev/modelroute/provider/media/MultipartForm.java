package dev.modelroute.provider.media;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.provider.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as {@code multipart/form-data}: a part per scalar, one per item of an array under the
 * name {@code <member>[]}, and one per file. Of known length, as all requests are.
 */
public final class MultipartForm {
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "image/png", "png",
          "image/jpeg", "jpg",
          "image/webp", "webp",
          "audio/mpeg", "mp3",
          "audio/wav", "wav",
          "audio/flac", "flac",
          "audio/ogg", "ogg",
          "audio/mp4", "m4a",
          "video/webm", "webm",
          "video/mp4", "mp4");

  private final String boundary;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private MultipartForm(String boundary) {
    this.boundary = boundary;
  }

  /**
   * @param files by the names of their parts; what follows a {@code #} only tells them apart
   * @param boundary no line of any part may be it
   */
  public static byte[] of(JsonObject fields, Map<String, InputFile> files, String boundary) {
    MultipartForm form = new MultipartForm(boundary);
    fields.members().forEach(form::field);
    new TreeMap<>(files).forEach(form::file);
    form.write("--" + boundary + "--\r\n");
    return form.bytes.toByteArray();
  }

  public static String contentType(String boundary) {
    return "multipart/form-data; boundary=" + boundary;
  }

  private void field(String name, Json value) {
    switch (value) {
      case JsonArray(List<Json> items) -> items.forEach(item -> field(name + "[]", item));
      case JsonString(String text) -> part(name, text);
      case JsonNumber number -> part(name, number.toText());
      case JsonBoolean(boolean flag) -> part(name, Boolean.toString(flag));
      case JsonObject object -> part(name, object.toText());
      case JsonNull ignored -> {}
    }
  }

  private void part(String name, String text) {
    write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    write(text + "\r\n");
  }

  private void file(String key, InputFile file) {
    String name = key.split("#", 2)[0];
    // The caller's own file name is nobody else's business; providers tell formats by the ending.
    String fileName = "file." + EXTENSIONS.getOrDefault(file.contentType(), "bin");
    write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; ");
    write("filename=\"" + fileName + "\"\r\nContent-Type: " + file.contentType() + "\r\n\r\n");
    try (InputStream content = file.content().open()) {
      content.transferTo(bytes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    write("\r\n");
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
