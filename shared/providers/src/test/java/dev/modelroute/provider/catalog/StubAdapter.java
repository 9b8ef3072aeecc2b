package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;

/** An adapter that is or is not configured, and is never called. */
record StubAdapter(String provider, boolean configured) implements ProviderAdapter {
  @Override
  public boolean isConfigured(Route route) {
    return configured;
  }

  @Override
  public ProviderRequest translate(Route route, CanonicalInput input, AttemptContext attempt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ProviderResult submit(ProviderRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ProviderResult poll(ProviderJob job) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CallbackCheck verify(RawCallback callback) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cancel(ProviderJob job) {
    throw new UnsupportedOperationException();
  }
}
