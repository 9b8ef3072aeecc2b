package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.http.AdapterSource;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Makes one adapter per profile. */
@Singleton
public final class OpenAiCompatible implements AdapterSource {
  private final ProviderSettings settings;
  private final HttpTransport transport;
  private final InstantSource time;

  public OpenAiCompatible(ProviderSettings settings, HttpTransport transport, InstantSource time) {
    this.settings = settings;
    this.transport = transport;
    this.time = time;
  }

  /**
   * The adapters of all profiles, configured or not.
   *
   * @throws IllegalStateException when a setting holds an unusable address
   */
  @Override
  public List<ProviderAdapter> adapters() {
    return Profile.all().stream()
        .<ProviderAdapter>map(
            profile -> new OpenAiCompatibleAdapter(profile, settings, transport, time))
        .toList();
  }
}
