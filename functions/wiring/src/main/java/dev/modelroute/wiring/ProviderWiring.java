package dev.modelroute.wiring;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.flow.AttemptRun;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.builtin.BuiltinAdapter;
import dev.modelroute.provider.builtin.PixelLimits;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.openaicompatible.OpenAiCompatible;
import dev.modelroute.provider.simulator.SimulatorAdapter;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The adapters, what they share, and the catalogue that lists what can run. */
@Factory
final class ProviderWiring {
  private static final int CALLBACK_TOKEN_BYTES = 32;
  private static final String SIMULATOR = "simulator";

  @Singleton
  ProviderSettings providerSettings(Settings settings) {
    return new ProviderSettings(settings.values(), settings.callbackUrl().orElse(null));
  }

  /**
   * The simulator signs its callbacks with a key that every function can derive and nobody has to
   * keep: what really guards the callback route is the token in its path.
   */
  @Singleton
  Adapters adapters(
      ProviderSettings providerSettings, InstantSource time, Settings settings, Pauses pauses) {
    byte[] callbackSecret =
        Digests.sha256("simulator " + settings.publicUrl()).getBytes(StandardCharsets.US_ASCII);
    List<ProviderAdapter> all = new ArrayList<>();
    all.add(new BuiltinAdapter(PixelLimits.DEFAULT));
    all.add(
        new SimulatorAdapter(
            time, pauses::pause, pauses::later, new SimulatedCallbacks(), callbackSecret));
    all.addAll(OpenAiCompatible.adapters(providerSettings, new HttpTransport(), time));
    return new Adapters(all);
  }

  @Singleton
  Catalog catalog(Adapters adapters, InstantSource time) {
    return new BundledCatalog(CatalogSources.besideAdapters(adapters.all()), adapters, time);
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
