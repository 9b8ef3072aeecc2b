package dev.modelroute.cli;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds URL and key: the options, else {@code MODELROUTE_URL} and {@code MODELROUTE_API_KEY}, else
 * the credentials file that a local run writes. A key never goes to a URL it did not come with: the
 * file's key is used with the file's URL only, and a key of your own needs a URL of your own. Else
 * a file in somebody's folder could have your key sent to them.
 */
final class TargetFinder {
  static final String URL = "MODELROUTE_URL";
  static final String API_KEY = "MODELROUTE_API_KEY";
  static final String CREDENTIALS = "MODELROUTE_CREDENTIALS";
  private static final String LOCAL_FILE = ".local/credentials.json";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Surroundings surroundings;

  TargetFinder(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What the search came to. */
  sealed interface Found {
    record At(Target target) implements Found {}

    /**
     * @param reason what to do about it
     */
    record Nowhere(String reason) implements Found {}
  }

  Found find(Optional<String> urlOption, Optional<String> keyOption) {
    Optional<String> url = urlOption.or(() -> surroundings.setting(URL)).map(TargetFinder::trimmed);
    Optional<String> key = keyOption.or(() -> surroundings.setting(API_KEY));
    if (key.isPresent()) {
      return url.map(given -> checked(given, key.get()))
          .orElseGet(() -> new Found.Nowhere("An API key needs its URL: set " + URL + "."));
    }
    return credentialsFile()
        .map(file -> read(file, url))
        .orElseGet(() ->
            new Found.Nowhere(
                "No credentials: set "
                    + URL
                    + " and "
                    + API_KEY
                    + ", or start a local run (mvn -Plocal) and call this from its folder."));
  }

  private Optional<Path> credentialsFile() {
    Optional<String> named = surroundings.setting(CREDENTIALS);
    if (named.isPresent()) {
      return named.map(surroundings.directory()::resolve);
    }
    for (Path folder = surroundings.directory(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(LOCAL_FILE);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static Found read(Path file, Optional<String> wanted) {
    JsonObject credentials;
    try {
      credentials = StrictJson.parseObject(Files.readAllBytes(file));
    } catch (IOException | MalformedJsonException unreadable) {
      return new Found.Nowhere("The credentials in " + file + " can't be read.");
    }
    Optional<String> url = credentials.string("url").map(TargetFinder::trimmed);
    Optional<String> key = credentials.string("api_key");
    if (url.isEmpty() || key.isEmpty()) {
      return new Found.Nowhere("The file " + file + " has no url and api_key.");
    }
    if (wanted.isPresent() && !wanted.equals(url)) {
      return new Found.Nowhere(
          "The key in " + file + " is for " + url.get() + ": set " + API_KEY + " for yours.");
    }
    return checked(url.get(), key.get());
  }

  private static String trimmed(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static Found checked(String url, String key) {
    Optional<URI> parsed = Optional.empty();
    try {
      parsed = Optional.of(new URI(url));
    } catch (URISyntaxException unreadable) {
      // Said below.
    }
    if (parsed.filter(TargetFinder::isPlain).isEmpty()) {
      return new Found.Nowhere("Not a URL of an API: give https://host, without query or user.");
    }
    if (!key.matches("[\\x21-\\x7e]+")) {
      return new Found.Nowhere("The API key has characters that no key has.");
    }
    return mayCarryKey(parsed.get())
        ? new Found.At(new Target(url, key))
        : new Found.Nowhere("A key goes over https only; http is for this machine.");
  }

  private static boolean isPlain(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    return (scheme.equals("https") || scheme.equals("http"))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static boolean mayCarryKey(URI url) {
    return url.getScheme().equalsIgnoreCase("https")
        || LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
  }
}
