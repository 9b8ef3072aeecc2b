package dev.modelroute.testkit.embedded;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to start and where it keeps its data.
 *
 * @param services the services to start; the others cost nothing
 * @param dataDirectory where data survives a restart, one folder per service; null keeps all in
 *     memory
 * @param ports fixed ports; a service without one takes any free port
 * @param accessKey letters and digits only (the database refuses others)
 * @param secretKey what S3 requests and presigned URLs must be signed with
 */
public record EmbeddedSettings(
    Set<EmbeddedService> services,
    @Nullable Path dataDirectory,
    Map<EmbeddedService, Integer> ports,
    String accessKey,
    String secretKey) {

  /** Checks the key's alphabet and copies the collections. */
  public EmbeddedSettings {
    services = Set.copyOf(services);
    ports = Map.copyOf(ports);
    if (!accessKey.matches("[A-Za-z0-9]+")) {
      throw new IllegalArgumentException("accessKey must be letters and digits");
    }
  }

  /** These services in memory, on free ports, with the key pair {@code test}, {@code test}. */
  public static EmbeddedSettings inMemory(EmbeddedService first, EmbeddedService... more) {
    Set<EmbeddedService> services = EnumSet.of(first, more);
    return new EmbeddedSettings(services, null, Map.of(), "test", "test");
  }

  EmbeddedSettings only(Set<EmbeddedService> wanted) {
    return new EmbeddedSettings(wanted, dataDirectory, ports, accessKey, secretKey);
  }

  /** All services, keeping their data below the directory; otherwise as {@link #inMemory}. */
  public static EmbeddedSettings keptIn(Path dataDirectory) {
    return new EmbeddedSettings(
        Set.of(EmbeddedService.values()), dataDirectory, Map.of(), "test", "test");
  }
}
