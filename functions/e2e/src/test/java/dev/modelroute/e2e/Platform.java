package dev.modelroute.e2e;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.local.LocalPlatform;
import dev.modelroute.local.LocalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The platform under test and its operator.
 *
 * @param credentials file with the keys of the first organisation; empty when the platform is not
 *     ours
 */
record Platform(Api operator, Optional<Path> credentials) {
  static final Path ROOT = Path.of(System.getProperty("project.root", "")).toAbsolutePath();

  /** One organisation with its live key of level full. */
  record Tenant(String organization, Api api) {}

  /** The one all tests share: started with the first that asks, ended with the JVM. */
  static Platform shared() {
    return Shared.PLATFORM;
  }

  private static final class Shared {
    static final Platform PLATFORM =
        setting("MODELROUTE_URL")
            .map(url ->
                new Platform(
                    new Api(URI.create(url), setting("MODELROUTE_ADMIN_KEY").orElseThrow(), true),
                    Optional.empty()))
            .orElseGet(() -> started(1));
  }

  /**
   * One whose minutes pass in four seconds, for what is about waiting: retries, lost callbacks.
   * Deadlines pass as fast, so nothing that is work in itself belongs here.
   */
  static Platform fast() {
    return Fast.PLATFORM;
  }

  private static final class Fast {
    static final Platform PLATFORM = started(15);
  }

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
        .filter(value -> !value.isBlank());
  }

  /** A platform of our own in this JVM, in memory. */
  static Platform started(double timeScale) {
    try {
      Path credentials = scratch("platform").resolve("credentials.json");
      LocalPlatform running = start(credentials, timeScale);
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
      return new Platform(operator(credentials), Optional.of(credentials));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static LocalPlatform start(Path credentials, double timeScale) throws IOException {
    return LocalPlatform.start(
        LocalSettings.of(
            Map.of(
                "MODELROUTE_PORT",
                "0",
                "MODELROUTE_TIME_SCALE",
                Double.toString(timeScale),
                "MODELROUTE_CREDENTIALS",
                credentials.toString(),
                "MODELROUTE_RATE_LIMIT_PER_MINUTE",
                "100000"),
            ROOT));
  }

  /** The operator of the platform that wrote this file. */
  static Api operator(Path credentials) throws IOException {
    JsonObject keys = StrictJson.trusted(Files.readString(credentials));
    return new Api(URI.create(Answer.text(keys, "url")), Answer.text(keys, "admin_key"), true);
  }

  /** An empty folder below {@code target}. */
  static Path scratch(String name) throws IOException {
    Path target = Files.createDirectories(ROOT.resolve("functions/e2e/target"));
    return Files.createTempDirectory(target, name);
  }

  /** A caller without a key. */
  Api stranger() {
    return operator.withCredential("");
  }

  /** A new organisation, 10 USD in its live balance. */
  Tenant tenant() {
    Tenant tenant = poorTenant();
    credit(tenant, "10", "live");
    return tenant;
  }

  /** A new organisation without money. */
  Tenant poorTenant() {
    String id =
        operator.post("/v1/admin/organizations", "{'name':'End to end'}").with(201).text("id");
    return new Tenant(id, operator.withCredential(key(id, "full", "live")));
  }

  /** Another key's secret. */
  String key(String organization, String level, String mode) {
    return operator
        .post(
            "/v1/admin/organizations/" + organization + "/keys",
            "{'label':'test','level':'" + level + "','mode':'" + mode + "'}")
        .with(201)
        .text("key");
  }

  void credit(Tenant tenant, String amount, String mode) {
    String reference = UUID.randomUUID().toString();
    operator
        .post(
            "/v1/admin/organizations/" + tenant.organization() + "/credits",
            "{'amount':'%s','reference':'%s','mode':'%s'}".formatted(amount, reference, mode))
        .with(201);
  }
}
