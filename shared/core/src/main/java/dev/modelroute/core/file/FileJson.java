package dev.modelroute.core.file;

import dev.modelroute.core.file.RequestUpload.Requested.Issued;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Files as callers see them. Times are RFC 3339 in UTC; sizes are bytes. */
public final class FileJson {
  private FileJson() {}

  /** Answer to an upload; {@code expires_at} is when its URL stops working. */
  public static JsonObject upload(Issued issued) {
    return JsonObject.builder()
        .put("file_id", issued.file().id().value())
        .put("upload_url", issued.url().toString())
        .put("expires_at", issued.urlExpiresAt().toString())
        .build();
  }

  /** Answer to a confirm. */
  public static JsonObject confirmed(StoredFile file) {
    return JsonObject.builder()
        .put("file_id", file.id().value())
        .put("status", file.status().name())
        .put("content_type", file.knownContentType())
        .put("size_bytes", file.sizeBytes())
        .put("sha256", file.knownFacts().sha256())
        .put("created_at", file.createdAt().toString())
        .put("expires_at", file.expiresAt().toString())
        .build();
  }

  /**
   * Metadata: the confirm's answer, what the file is for, and its pixels and seconds where they are
   * known.
   */
  public static JsonObject metadata(StoredFile file) {
    JsonObject known = confirmed(file).with("purpose", Json.of(file.purpose().name()));
    FileFacts facts = file.knownFacts();
    JsonObject wide = withPixels(known, "width", facts.width());
    JsonObject high = withPixels(wide, "height", facts.height());
    @Nullable Duration duration = facts.duration();
    return duration == null
        ? high
        : high.with("duration_seconds", new JsonNumber(BigDecimal.valueOf(duration.toMillis(), 3)));
  }

  /** A URL to read the bytes at. */
  public static JsonObject readUrl(ReadUrl issued) {
    return JsonObject.builder()
        .put("url", issued.url().toString())
        .put("expires_at", issued.expiresAt().toString())
        .put("content_type", issued.file().knownContentType())
        .put("size_bytes", issued.file().sizeBytes())
        .build();
  }

  static JsonObject withPixels(JsonObject object, String name, @Nullable Integer pixels) {
    return pixels == null ? object : object.with(name, Json.of(pixels));
  }
}
