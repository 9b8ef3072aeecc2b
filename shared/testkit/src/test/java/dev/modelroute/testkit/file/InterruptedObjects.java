package dev.modelroute.testkit.file;

import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store with something happening after a look at an object, before a promote or after it. */
record InterruptedObjects(
    ObjectStore store, Runnable afterFacts, Runnable beforePromote, Runnable afterPromote)
    implements ObjectStore {

  InterruptedObjects(ObjectStore store, Runnable beforePromote, Runnable afterPromote) {
    this(store, () -> {}, beforePromote, afterPromote);
  }

  @Override
  public boolean promote(String uploadKey, String eTag, String fileKey) {
    beforePromote.run();
    boolean promoted = store.promote(uploadKey, eTag, fileKey);
    afterPromote.run();
    return promoted;
  }

  @Override
  public String bucket() {
    return store.bucket();
  }

  @Override
  public List<Listed> list(String prefix, String after, int limit) {
    return store.list(prefix, after, limit);
  }

  @Override
  public URI presignPut(String key, Duration life) {
    return store.presignPut(key, life);
  }

  @Override
  public URI presignGet(String key, Duration life, String contentType, boolean attachment) {
    return store.presignGet(key, life, contentType, attachment);
  }

  @Override
  public Optional<ObjectFacts> facts(Area area, String key) {
    Optional<ObjectFacts> facts = store.facts(area, key);
    afterFacts.run();
    return facts;
  }

  @Override
  public ObjectFacts put(String key, ByteSource content) {
    return store.put(key, content);
  }

  @Override
  public InputStream open(String key, @Nullable Long length) throws IOException {
    return store.open(key, length);
  }

  @Override
  public void delete(Area area, String key) {
    store.delete(area, key);
  }
}
