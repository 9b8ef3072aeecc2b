package dev.modelroute.wiring;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.flow.AttemptRun;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.metric.Metrics;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.builtin.BuiltinAdapter;
import dev.modelroute.provider.builtin.PixelLimits;
import dev.modelroute.provider.catalog.CatalogSources;
import dev.modelroute.provider.catalog.FileOverride;
import dev.modelroute.provider.catalog.LiveCatalog;
import dev.modelroute.provider.catalog.ObjectOverride;
import dev.modelroute.provider.catalog.OverrideSource;
import dev.modelroute.provider.http.AdapterSource;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.simulator.SimulatorAdapter;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The adapters, what they share, and the catalogue that lists what can run. */
@Factory
final class ProviderWiring {
  private static final int CALLBACK_TOKEN_BYTES = 32;
  private static final String SIMULATOR = "simulator";
  private static final String OBJECT = "object:";

  @Singleton
  ProviderSettings providerSettings(Settings settings) {
    return new ProviderSettings(settings.values(), settings.callbackUrl().orElse(null));
  }

  @Singleton
  HttpTransport httpTransport() {
    return new HttpTransport();
  }

  @Singleton
  BuiltinAdapter builtin() {
    return new BuiltinAdapter(PixelLimits.DEFAULT);
  }

  /**
   * The simulator signs its callbacks with a key that every function can derive and nobody has to
   * keep: what really guards the callback route is the token in its path.
   */
  @Singleton
  SimulatorAdapter simulator(InstantSource time, Settings settings, Pauses pauses) {
    byte[] callbackSecret =
        Digests.sha256("simulator " + settings.publicUrl()).getBytes(StandardCharsets.US_ASCII);
    return new SimulatorAdapter(
        time, pauses::pause, pauses::later, new SimulatedCallbacks(), callbackSecret);
  }

  /** Whatever adapters there are, in the order of their names: no list anywhere names them. */
  @Singleton
  Adapters adapters(List<ProviderAdapter> single, List<AdapterSource> sources) {
    return new Adapters(
        Stream.concat(
                single.stream(), sources.stream().flatMap(source -> source.adapters().stream()))
            .sorted(Comparator.comparing(ProviderAdapter::provider))
            .toList());
  }

  /** {@code MODELROUTE_CATALOG}: a local file, or {@code object:} and the key of an object. */
  @Singleton
  OverrideSource catalogOverride(Settings settings, BeanProvider<ObjectStore> objects) {
    return settings
        .optional("MODELROUTE_CATALOG")
        .map(name -> override(name, objects))
        .orElse(OverrideSource.NONE);
  }

  @Singleton
  Catalog catalog(
      Adapters adapters,
      InstantSource time,
      OverrideSource override,
      JsonLog log,
      Metrics metrics) {
    return new LiveCatalog(
        CatalogSources.besideAdapters(adapters.all()),
        adapters,
        time,
        override,
        reason -> {
          log.error("catalog_override_refused", Map.of("reason", reason));
          metrics.emit(LiveCatalog.REFUSED, 1);
        });
  }

  private static OverrideSource override(String name, BeanProvider<ObjectStore> objects) {
    return name.startsWith(OBJECT)
        ? new ObjectOverride(objects.get(), name.substring(OBJECT.length()))
        : new FileOverride(Path.of(name));
  }

  /**
   * The simulator lives in this process and always reaches our callbacks; providers only where the
   * world does.
   */
  @Singleton
  AttemptRun.Surroundings surroundings(
      InstantSource time, RandomGenerator random, Pauses pauses, Settings settings) {
    Optional<URI> outside = settings.callbackUrl();
    Optional<URI> inside = Optional.of(URI.create(settings.publicUrl()));
    return new AttemptRun.Surroundings(
        time,
        () -> callbackToken(random),
        pauses::pause,
        route -> route.provider().equals(SIMULATOR) ? inside : outside);
  }

  private static String callbackToken(RandomGenerator random) {
    byte[] token = new byte[CALLBACK_TOKEN_BYTES];
    random.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }
}
