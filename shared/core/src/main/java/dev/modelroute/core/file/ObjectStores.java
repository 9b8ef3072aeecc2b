package dev.modelroute.core.file;

import dev.modelroute.core.file.StoredFile.Location;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a deployment: one at home, and one for each further region that is configured. A
 * row names the bucket its bytes are in, so that a region can get another bucket and old files stay
 * where they are, as long as their bucket is configured.
 */
public final class ObjectStores implements LinkSigner {
  private final ObjectStore home;
  private final Map<Region, ObjectStore> regions;
  private final Map<String, ObjectStore> byBucket = new LinkedHashMap<>();

  /** Where callers may ask files to be kept. */
  public enum Region {
    US,
    EU,
    APAC
  }

  /**
   * @param home of files without a wish, of outputs and of large payloads
   * @param regions what may be asked for; {@code home} may be among them
   */
  public ObjectStores(ObjectStore home, Map<Region, ObjectStore> regions) {
    this.home = home;
    this.regions = Map.copyOf(regions);
    Stream.concat(Stream.of(home), regions.values().stream())
        .forEach(store -> byBucket.putIfAbsent(store.bucket(), store));
  }

  /** One bucket, and no region to ask for. */
  public static ObjectStores of(ObjectStore home) {
    return new ObjectStores(home, Map.of());
  }

  public ObjectStore home() {
    return home;
  }

  /**
   * The store of a region; empty when it is not configured or there is no such region.
   *
   * @param region null for no wish
   */
  public Optional<ObjectStore> inRegion(@Nullable String region) {
    if (region == null) {
      return Optional.of(home);
    }
    return Stream.of(Region.values())
        .filter(known -> known.name().equals(region))
        .findFirst()
        .map(regions::get);
  }

  /**
   * The store that holds a file's bytes.
   *
   * @throws IllegalStateException when its bucket is not configured any more
   */
  public ObjectStore holding(StoredFile file) {
    return at(file.location());
  }

  private ObjectStore at(Location location) {
    ObjectStore store = byBucket.get(location.bucket());
    if (store == null) {
      throw new IllegalStateException("no store of this deployment has a file's bucket");
    }
    return store;
  }

  @Override
  public URI sign(Location location, Duration life, ServedAs servedAs) {
    return at(location)
        .presignGet(location.key(), life, servedAs.contentType(), servedAs.attachment());
  }

  /** Every store once. */
  public List<ObjectStore> all() {
    return new ArrayList<>(byBucket.values());
  }
}
