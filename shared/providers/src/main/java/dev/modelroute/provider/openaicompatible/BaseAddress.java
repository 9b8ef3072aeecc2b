package dev.modelroute.provider.openaicompatible;

import dev.modelroute.provider.http.BaseUrl;
import dev.modelroute.provider.http.ProviderSettings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds where a provider answers, from the settings and its profile. */
final class BaseAddress {
  private static final int OLLAMA_PORT = 11434;
  private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");

  private BaseAddress() {}

  /**
   * The base URL without a slash at its end; empty when nothing names one.
   *
   * @throws IllegalStateException when a setting holds an address that must not be used; the
   *     message names the setting, not the value
   */
  static Optional<URI> of(Profile profile, ProviderSettings settings) {
    Optional<URI> override =
        settings
            .get(profile.baseUrlSetting())
            .map(text -> parse(profile, profile.baseUrlSetting(), text));
    Optional<URI> host =
        profile
            .hostSetting()
            .flatMap(name -> settings.get(name).map(text -> parse(profile, name, host(text))));
    return override.or(() -> host).or(() -> profile.baseUrl().map(URI::create));
  }

  /** Ollama's own variable may lack a scheme and a port, and may name the address to listen on. */
  private static String host(String text) {
    String address = text;
    if (!SCHEME.matcher(text).matches()) {
      boolean port = text.matches(".*[^:]:[0-9]+/?") || text.matches("\\[.*]:[0-9]+/?");
      address = "http://" + (port ? text : stripSlash(text) + ":" + OLLAMA_PORT);
    }
    return stripSlash(address.replaceFirst("//0\\.0\\.0\\.0(?=[:/]|$)", "//127.0.0.1")) + "/v1";
  }

  private static URI parse(Profile profile, String setting, String text) {
    return BaseUrl.parse(setting, text, profile.privateHost());
  }

  private static String stripSlash(String text) {
    return text.replaceFirst("/+$", "");
  }
}
