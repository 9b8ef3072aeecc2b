package dev.modelroute.provider.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a provider answers: its own address, or the one that a setting puts in its place. */
public final class BaseUrl {
  private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1]");

  private BaseUrl() {}

  /** The setting that replaces the base URL of any provider. */
  public static String setting(String provider) {
    return "MODELROUTE_" + provider.toUpperCase(Locale.ROOT).replace('-', '_') + "_BASE_URL";
  }

  /**
   * @param standard the provider's own address
   * @return without a slash at its end
   * @throws IllegalStateException as {@link #parse}
   */
  public static URI of(ProviderSettings settings, String provider, String standard) {
    String setting = setting(provider);
    return settings
        .get(setting)
        .map(text -> parse(setting, text, false))
        .orElseGet(() -> URI.create(standard));
  }

  /**
   * The address a setting holds, without a slash at its end.
   *
   * @param plainAllowed whether http will do elsewhere than on loopback
   * @throws IllegalStateException when it must not be used; the message names the setting, not the
   *     value
   */
  public static URI parse(String setting, String text, boolean plainAllowed) {
    URI address;
    try {
      address = URI.create(text.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalStateException(setting + " is no address");
    }
    @Nullable String host = address.getHost();
    if (host == null || !SCHEME.matcher(text).matches()) {
      throw new IllegalStateException(setting + " must be an http or https address");
    }
    if (carriesMore(address)) {
      throw new IllegalStateException(setting + " must hold neither user, query nor fragment");
    }
    boolean plain = plainAllowed || LOOPBACK.matcher(host).matches();
    if (!plain && !"https".equalsIgnoreCase(address.getScheme())) {
      throw new IllegalStateException(setting + " must be https: a key would travel in the clear");
    }
    return address;
  }

  private static boolean carriesMore(URI address) {
    return address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null;
  }
}
