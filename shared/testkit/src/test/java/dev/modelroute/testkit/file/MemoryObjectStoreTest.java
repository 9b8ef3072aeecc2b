package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.testkit.contract.ObjectStoreContract;
import dev.modelroute.testkit.time.SettableTime;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryObjectStoreTest extends ObjectStoreContract {
  private final SettableTime time = new SettableTime();
  private final MemoryObjectStore store = new MemoryObjectStore(time);

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected int send(URI url, byte[] body) {
    return store.send(url, body);
  }

  @Override
  protected Answer get(URI url) {
    MemoryObjectStore.Fetched fetched = store.fetch(url);
    return new Answer(
        fetched.status(), fetched.contentType(), fetched.attachment(), fetched.body());
  }

  @Test
  void an_expired_or_invented_url_is_refused() {
    URI put = store.presignPut("a", Duration.ofHours(1));
    store.put("a", ByteSource.of(new byte[1]));
    URI get = store.presignGet("a", Duration.ofHours(1), "text/plain", true);
    time.advance(Duration.ofHours(1));
    assertEquals(403, store.send(put, new byte[1]));
    assertEquals(403, store.fetch(get).status());
    assertEquals(403, store.send(URI.create("memory://put/a?99"), new byte[1]));
  }
}
