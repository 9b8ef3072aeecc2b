package dev.modelroute.core.file;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes by key, in two areas: what clients may write to, and what only we write to. Nothing here
 * buffers a whole object. Each method may throw {@link StoreUnavailableException}.
 */
public interface ObjectStore {
  /** Where objects lie. */
  enum Area {
    /** Reached by presigned PUT; emptied by lifecycle after a day. */
    UPLOADS,
    /** Written by the platform only. */
    FILES
  }

  /**
   * @param eTag changes with the content
   */
  record ObjectFacts(long sizeBytes, String eTag) {}

  /**
   * An object of the FILES area.
   *
   * @param changedAt when it was written last
   */
  record Listed(String key, Instant changedAt) {}

  /** Names the store: the bucket of its FILES area. */
  String bucket();

  /**
   * Objects of the FILES area in order of their keys.
   *
   * @param prefix what their keys begin with
   * @param after a key; only later ones are listed, {@code ""} for all
   * @param limit 1 to 1,000
   */
  List<Listed> list(String prefix, String after, int limit);

  /** A URL that takes one PUT of raw bytes and needs no header. */
  URI presignPut(String key, Duration life);

  /**
   * A URL that serves the object of the FILES area by GET.
   *
   * @param contentType what it is served as
   * @param attachment whether browsers must download it instead of showing it
   */
  URI presignGet(String key, Duration life, String contentType, boolean attachment);

  Optional<ObjectFacts> facts(Area area, String key);

  /** Copies an upload into FILES, if it still has this eTag; false when it changed or is gone. */
  boolean promote(String uploadKey, String eTag, String fileKey);

  /**
   * Writes to FILES, streaming.
   *
   * @return size and eTag as stored
   */
  ObjectFacts put(String key, ByteSource content);

  /**
   * Reads from FILES, streaming. The caller closes it.
   *
   * @param length bytes from the start; null = all
   * @throws java.io.FileNotFoundException when there is no such object
   */
  InputStream open(String key, @Nullable Long length) throws IOException;

  /** Removes an object; no effect when there is none. */
  void delete(Area area, String key);
}
