package dev.modelroute.testkit.file;

import dev.modelroute.core.file.RemoteFetcher;
import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A provider's file server whose answers a test sets; unknown addresses are refused. */
public final class MemoryRemoteFetcher implements RemoteFetcher {
  private final Map<URI, ByteSource> files = new HashMap<>();
  private final Map<URI, Fetched> failures = new HashMap<>();
  private final List<URI> fetched = new ArrayList<>();

  public synchronized void serve(URI address, ByteSource content) {
    files.put(address, content);
    failures.remove(address);
  }

  /** Makes an address answer like this; {@link Fetched.Complete} makes no sense here. */
  public synchronized void fail(URI address, Fetched failure) {
    failures.put(address, failure);
  }

  /** Every address asked for, in order. */
  public synchronized List<URI> fetched() {
    return List.copyOf(fetched);
  }

  @Override
  public synchronized Fetched fetch(URI address, long maxBytes, OutputStream target)
      throws IOException {
    fetched.add(address);
    Fetched failure = failures.get(address);
    ByteSource content = files.get(address);
    if (failure != null) {
      return failure;
    }
    if (content == null) {
      return new Fetched.Refused("status 404");
    }
    if (content.length() > maxBytes) {
      return new Fetched.Refused("more than " + maxBytes + " bytes");
    }
    try (InputStream stream = content.open()) {
      return new Fetched.Complete(stream.transferTo(target));
    }
  }
}
