package dev.modelroute.local;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Everything a deployment is, started in one process on loopback ports. */
public final class LocalPlatform implements AutoCloseable {
  private static final Duration SWEEP_PERIOD = Duration.ofMinutes(1);
  private static final int RECOVERED_AT_START = 100_000;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private URI url = URI.create("http://127.0.0.1");

  private LocalPlatform() {}

  /**
   * Starts everything, or nothing.
   *
   * @throws IOException when a port is taken or a file can't be written
   */
  public static LocalPlatform start(LocalSettings settings) throws IOException {
    LocalPlatform platform = new LocalPlatform();
    try {
      platform.open(settings);
      return platform;
    } catch (IOException | RuntimeException failure) {
      platform.close();
      throw failure;
    }
  }

  /** Where the API answers. */
  public URI url() {
    return url;
  }
}
