package dev.modelroute.api;

import dev.modelroute.core.identity.Pepper;
import dev.modelroute.wiring.Settings;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What only this function needs, from settings. */
@Factory
final class ApiWiring {
  private static final int DEFAULT_LIMIT_PER_MINUTE = 600;

  @Singleton
  RateGate rateGate(Settings settings, InstantSource time) {
    int limit =
        settings
            .optional("MODELROUTE_RATE_LIMIT_PER_MINUTE")
            .map(Integer::valueOf)
            .orElse(DEFAULT_LIMIT_PER_MINUTE);
    return new RateGate(limit, time);
  }

  @Singleton
  OperatorKey operatorKey(Settings settings) {
    return new OperatorKey(settings.optional("MODELROUTE_ADMIN_KEY"));
  }

  @Singleton
  Cursors cursors(Pepper pepper) {
    return new Cursors(pepper);
  }

  /** A test brings its own. */
  @Singleton
  @Requires(missingBeans = Pause.class)
  Pause pause() {
    return Thread::sleep;
  }
}
