package dev.modelroute.wiring;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.builtin.BuiltinAdapter;
import dev.modelroute.provider.builtin.PixelLimits;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.simulator.SimulatorAdapter;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** The adapters, what they share, and the catalogue that lists what can run. */
@Factory
final class ProviderWiring {
  private static final int CALLBACK_TOKEN_BYTES = 32;

  @Singleton
  ProviderSettings providerSettings(Settings settings) {
    return new ProviderSettings(settings.values(), settings.callbackUrl().orElse(null));
  }

  @Singleton
  Adapters adapters(List<ProviderAdapter> adapters) {
    return new Adapters(adapters);
  }

  @Singleton
  ProviderAdapter builtin() {
    return new BuiltinAdapter(PixelLimits.STANDARD);
  }

  @Singleton
  ProviderAdapter simulator(InstantSource time, Settings settings, Pauses pauses) {
    byte[] secret =
        Digests.sha256("simulator " + settings.required("MODELROUTE_PEPPER"))
            .getBytes(StandardCharsets.US_ASCII);
    return new SimulatorAdapter(
        time, pauses::pause, pauses::later, new SimulatedCallbacks(), secret);
  }
}
