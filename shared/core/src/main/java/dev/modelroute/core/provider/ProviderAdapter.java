package dev.modelroute.core.provider;

import dev.modelroute.core.catalog.Route;

/**
 * One provider. Expected failures are {@link ProviderResult.Failed}, in one of the twelve codes;
 * nothing is thrown for them. Adapters neither retry nor sleep: attempts are counted elsewhere.
 */
public interface ProviderAdapter {
  /** Slug, as in {@link dev.modelroute.core.catalog.RouteId#provider()}. */
  String provider();

  /** Whether a route can be used here: its credentials and addresses are set. */
  boolean isConfigured(Route route);

  /** The provider's request for a canonical input. Pure: no I/O, no time, no randomness. */
  ProviderRequest translate(Route route, CanonicalInput input, AttemptContext attempt);

  /** Sends exactly one request that may cost money. */
  ProviderResult submit(ProviderRequest request);

  /** Asks for a job; free, and safe to repeat. */
  ProviderResult poll(ProviderJob job);

  /** Checks a callback's signature over its raw bytes. */
  CallbackCheck verify(RawCallback callback);

  /** Asks the provider to stop; best effort, never throws for a provider's refusal. */
  void cancel(ProviderJob job);
}
