package dev.modelroute.testkit.file;

import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Objects in memory. Its URLs have the scheme {@code memory} and are used by {@link #send} and
 * {@link #fetch}, which refuse what was not issued here or has expired. Safe for use by many
 * threads.
 */
public final class MemoryObjectStore implements ObjectStore {
  private final InstantSource time;
  private final Map<Name, byte[]> objects = new HashMap<>();
  private final Map<Name, Long> pretendedSizes = new HashMap<>();
  private final Map<URI, Grant> grants = new HashMap<>();

  private final Map<Name, Instant> changes = new HashMap<>();
  private final String bucket;

  public MemoryObjectStore(InstantSource time) {
    this(time, "memory");
  }

  public MemoryObjectStore(InstantSource time, String bucket) {
    this.time = time;
    this.bucket = bucket;
  }

  private record Name(Area area, String key) {}

  private record Grant(
      Name name, Instant until, @Nullable String contentType, boolean attachment) {}

  /**
   * What a GET answered.
   *
   * @param status 200, 403 or 404
   */
  // Compared nowhere: tests look at the parts.
  @SuppressWarnings("ArrayRecordComponent")
  public record Fetched(int status, String contentType, boolean attachment, byte[] body) {
    static Fetched refused(int status) {
      return new Fetched(status, "", false, new byte[0]);
    }
  }

  @Override
  public String bucket() {
    return bucket;
  }

  @Override
  public synchronized List<Listed> list(String prefix, String after, int limit) {
    return keys(Area.FILES).stream()
        .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
        .limit(limit)
        .map(key -> new Listed(key, changes.getOrDefault(new Name(Area.FILES, key), Instant.EPOCH)))
        .toList();
  }

  @Override
  public synchronized URI presignPut(String key, Duration life) {
    Name name = new Name(Area.UPLOADS, key);
    return grant("put", new Grant(name, time.instant().plus(life), null, false));
  }

  @Override
  public synchronized URI presignGet(
      String key, Duration life, String contentType, boolean attachment) {
    Name name = new Name(Area.FILES, key);
    return grant("get", new Grant(name, time.instant().plus(life), contentType, attachment));
  }

  private URI grant(String method, Grant grant) {
    URI url = URI.create("memory://" + method + "/" + grant.name().key() + "?" + grants.size());
    grants.put(url, grant);
    return url;
  }

  /** A client's PUT; the status it gets. */
  public synchronized int send(URI url, byte[] body) {
    Grant grant = grants.get(url);
    if (grant == null || !"put".equals(url.getHost()) || !time.instant().isBefore(grant.until())) {
      return 403;
    }
    store(grant.name(), body);
    return 200;
  }

  /** A client's GET. */
  public synchronized Fetched fetch(URI url) {
    Grant grant = grants.get(url);
    if (grant == null || !"get".equals(url.getHost()) || !time.instant().isBefore(grant.until())) {
      return Fetched.refused(403);
    }
    byte[] body = objects.get(grant.name());
    return body == null || grant.contentType() == null
        ? Fetched.refused(404)
        : new Fetched(200, grant.contentType(), grant.attachment(), body.clone());
  }

  /** Makes {@link #facts} tell this size, for sizes no test wants to hold. */
  public synchronized void pretendSize(Area area, String key, long sizeBytes) {
    pretendedSizes.put(new Name(area, key), sizeBytes);
  }

  /** Keys of all objects of an area, sorted. */
  public synchronized Set<String> keys(Area area) {
    Set<String> keys = new TreeSet<>();
    objects.keySet().stream().filter(name -> name.area() == area).forEach(n -> keys.add(n.key()));
    return keys;
  }

  @Override
  public synchronized Optional<ObjectFacts> facts(Area area, String key) {
    Name name = new Name(area, key);
    return Optional.ofNullable(objects.get(name))
        .map(bytes ->
            new ObjectFacts(
                pretendedSizes.getOrDefault(name, (long) bytes.length), Digests.sha256(bytes)));
  }

  @Override
  public synchronized boolean promote(String uploadKey, String eTag, String fileKey) {
    Name upload = new Name(Area.UPLOADS, uploadKey);
    if (facts(Area.UPLOADS, uploadKey).filter(facts -> facts.eTag().equals(eTag)).isEmpty()) {
      return false;
    }
    store(new Name(Area.FILES, fileKey), objects.getOrDefault(upload, new byte[0]));
    return true;
  }

  @Override
  public ObjectFacts put(String key, ByteSource content) {
    byte[] bytes;
    try (InputStream stream = content.open()) {
      bytes = stream.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    synchronized (this) {
      store(new Name(Area.FILES, key), bytes);
      return facts(Area.FILES, key).orElseThrow();
    }
  }

  private void store(Name name, byte[] bytes) {
    objects.put(name, bytes.clone());
    changes.put(name, time.instant());
    pretendedSizes.remove(name);
  }

  @Override
  public synchronized InputStream open(String key, @Nullable Long length) throws IOException {
    byte[] bytes = objects.get(new Name(Area.FILES, key));
    if (bytes == null) {
      throw new FileNotFoundException("no object " + key);
    }
    return new ByteArrayInputStream(
        length == null ? bytes : Arrays.copyOf(bytes, (int) Math.min(length, bytes.length)));
  }

  @Override
  public synchronized void delete(Area area, String key) {
    objects.remove(new Name(area, key));
  }
}
