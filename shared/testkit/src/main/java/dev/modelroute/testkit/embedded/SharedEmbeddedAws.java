package dev.modelroute.testkit.embedded;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One in-memory engine of each kind per test JVM, started when first asked for and stopped when the
 * JVM ends. Never close what {@link #get} returns.
 *
 * <p>Test classes share the engines: prefix table, queue and bucket names with something of your
 * own.
 */
public final class SharedEmbeddedAws {
  private static final Map<EmbeddedService, RunningEmulator> STARTED =
      new EnumMap<>(EmbeddedService.class);

  private SharedEmbeddedAws() {}

  /** All services; those already running are reused. */
  public static EmbeddedAws get() {
    return get(EmbeddedService.DYNAMODB, EmbeddedService.SQS, EmbeddedService.S3);
  }

  /** At least these services; those already running are reused, others are not started. */
  public static EmbeddedAws get(EmbeddedService first, EmbeddedService... more) {
    synchronized (STARTED) {
      if (STARTED.isEmpty()) {
        Runtime.getRuntime().addShutdownHook(new Thread(SharedEmbeddedAws::stop));
      }
      Set<EmbeddedService> missing = EnumSet.of(first, more);
      missing.removeAll(STARTED.keySet());
      EmbeddedSettings settings = EmbeddedSettings.inMemory(first, more);
      if (!missing.isEmpty()) {
        STARTED.putAll(
            EmbeddedAwsLauncher.fromSystemProperty().start(settings.only(missing)).running());
      }
      return new EmbeddedAws(STARTED, settings);
    }
  }

  private static void stop() {
    synchronized (STARTED) {
      RunningEmulator.closeAll(List.copyOf(STARTED.values()));
    }
  }
}
