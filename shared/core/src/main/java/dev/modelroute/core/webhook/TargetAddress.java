package dev.modelroute.core.webhook;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A URL that a caller or a provider named and that may be called, as far as its text tells: names
 * are checked again when they are resolved, at every connection.
 *
 * @param uri scheme, ASCII host in lower case, port where it was written, path and query as given
 * @param host name, or IPv4 address, or IPv6 address without brackets
 * @param port the one written, or the scheme's own
 */
public record TargetAddress(URI uri, String host, int port) {
  /** Longest URL accepted, in characters. */
  public static final int MAX_LENGTH = 2_048;

  private static final String HTTPS = "https";
  private static final int MAX_HOST_LENGTH = 253;
  private static final Pattern QUAD =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern NUMERIC_LABEL = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern PRIVATE_NAME =
      Pattern.compile("(.*\\.)?(local|internal|arpa|localdomain)");
  private static final Pattern LOCALHOST = Pattern.compile("(.*\\.)?localhost");

  /** What is wrong with a URL; never more than that, so that nobody can map a network with it. */
  public enum Refusal {
    MALFORMED("It must be an absolute URL of at most 2,048 characters."),
    SCHEME("It must be an https URL."),
    PORT("This port is not allowed."),
    USER_INFO("It must not contain a user name or password."),
    FRAGMENT("It must not contain a fragment."),
    ADDRESS("This host is not allowed.");

    private final String message;

    Refusal(String message) {
      this.message = message;
    }

    public String message() {
      return message;
    }
  }

  /** What a check found. */
  public sealed interface Checked {
    /** The text passes. */
    record Allowed(TargetAddress address) implements Checked {}

    /** It does not. */
    record Refused(Refusal why) implements Checked {}
  }

  /** Checks a URL's text; looks nothing up. */
  public static Checked check(String url, AddressPolicy policy) {
    if (url.length() > MAX_LENGTH) {
      return new Checked.Refused(Refusal.MALFORMED);
    }
    try {
      return check(new URI(url), policy);
    } catch (URISyntaxException malformed) {
      return new Checked.Refused(Refusal.MALFORMED);
    }
  }

  private static Checked check(URI uri, AddressPolicy policy) {
    String authority = uri.getRawAuthority();
    if (uri.getScheme() == null || authority == null) {
      return new Checked.Refused(Refusal.MALFORMED);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals(HTTPS) && !(policy.allowHttp() && scheme.equals("http"))) {
      return new Checked.Refused(Refusal.SCHEME);
    }
    if (authority.indexOf('@') >= 0) {
      return new Checked.Refused(Refusal.USER_INFO);
    }
    if (uri.getRawFragment() != null) {
      return new Checked.Refused(Refusal.FRAGMENT);
    }
    return place(uri, scheme, authority, policy);
  }

  private static Checked place(URI uri, String scheme, String authority, AddressPolicy policy) {
    // URI reads names in other scripts as "registry based" and gives no host: split by hand.
    int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
    String portText = colon < 0 ? "" : authority.substring(colon + 1);
    int port = portText.isEmpty() ? ownPort(scheme) : portNumber(portText);
    if (port < 1 || !(policy.ports().isEmpty() || policy.ports().contains(port))) {
      return new Checked.Refused(Refusal.PORT);
    }
    return host(colon < 0 ? authority : authority.substring(0, colon), policy)
        .<Checked>map(host -> new Checked.Allowed(assemble(scheme, host, port, uri)))
        .orElseGet(() -> new Checked.Refused(Refusal.ADDRESS));
  }

  private static int ownPort(String scheme) {
    return scheme.equals(HTTPS) ? 443 : 80;
  }

  private static int portNumber(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535
        ? Integer.parseInt(text)
        : -1;
  }

  /** The host in its one form; empty when it may not be called. */
  private static Optional<String> host(String raw, AddressPolicy policy) {
    if (raw.startsWith("[")) {
      return raw.endsWith("]") && raw.indexOf('%') < 0
          ? literal(raw.substring(1, raw.length() - 1), policy)
          : Optional.empty();
    }
    return ascii(raw)
        .flatMap(host -> QUAD.matcher(host).matches() ? literal(host, policy) : name(host, policy));
  }

  /** Lower case, IDN as ASCII, one trailing dot gone. */
  private static Optional<String> ascii(String raw) {
    try {
      String host = IDN.toASCII(raw, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      return Optional.of(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private static Optional<String> literal(String text, AddressPolicy policy) {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return policy.blocked(address) ? Optional.empty() : Optional.of(address.getHostAddress());
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static Optional<String> name(String host, AddressPolicy policy) {
    String[] labels = host.split("\\.", -1);
    boolean wellFormed = host.length() <= MAX_HOST_LENGTH;
    for (String label : labels) {
      wellFormed &= LABEL.matcher(label).matches();
    }
    // Some readers take 0177.1, 0x7f.1 or 2130706433 for an address, and not for the same one.
    boolean numeric = NUMERIC_LABEL.matcher(labels[labels.length - 1]).matches();
    return wellFormed && !numeric && !privateName(host, policy)
        ? Optional.of(host)
        : Optional.empty();
  }

  private static boolean privateName(String host, AddressPolicy policy) {
    return PRIVATE_NAME.matcher(host).matches()
        || (LOCALHOST.matcher(host).matches()
            && policy.blocked(InetAddress.ofLiteral("127.0.0.1")));
  }

  private static TargetAddress assemble(String scheme, String host, int port, URI uri) {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    boolean own = port == ownPort(scheme);
    String text = scheme + "://" + shown + (own ? "" : ":" + port) + path + query;
    return new TargetAddress(URI.create(URI.create(text).toASCIIString()), host, port);
  }
}
