package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import java.time.InstantSource;
import java.util.List;

/** Makes one adapter per profile. */
public final class OpenAiCompatible {
  private OpenAiCompatible() {}

  /**
   * The adapters of all profiles, configured or not.
   *
   * @throws IllegalStateException when a setting holds an unusable address
   */
  public static List<ProviderAdapter> adapters(
      ProviderSettings settings, HttpTransport transport, InstantSource time) {
    return Profile.all().stream()
        .<ProviderAdapter>map(
            profile -> new OpenAiCompatibleAdapter(profile, settings, transport, time))
        .toList();
  }
}
