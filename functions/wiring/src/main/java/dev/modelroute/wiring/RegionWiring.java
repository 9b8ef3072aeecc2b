package dev.modelroute.wiring;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.s3.S3Areas;
import dev.modelroute.aws.s3.S3ObjectStore;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStores.Region;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Buckets of further regions. {@code MODELROUTE_REGION_EU=eu-central-1} with {@code
 * MODELROUTE_BUCKET_UPLOADS_EU} and {@code MODELROUTE_BUCKET_FILES_EU} opens {@code EU} to callers;
 * {@code MODELROUTE_HOME_REGION=US} says which one the deployment's own bucket is.
 */
@Factory
@Requires(property = "modelroute.ports", notEquals = "memory")
final class RegionWiring {

  /** What callers may ask for. */
  record Regions(Map<Region, ObjectStore> stores) {}

  @Singleton
  Regions regions(
      ObjectStore home, AwsClients clients, AwsCredentialsProvider credentials, Settings settings) {
    Map<Region, ObjectStore> stores = new EnumMap<>(Region.class);
    settings
        .optional("MODELROUTE_HOME_REGION")
        .ifPresent(region -> stores.put(Region.valueOf(region), home));
    for (Region region : Region.values()) {
      Optional<String> name = settings.optional("MODELROUTE_REGION_" + region);
      name.ifPresent(aws ->
          stores.put(
              region,
              store(region, new AwsClients(aws, credentials, clients.endpoints()), settings)));
    }
    return new Regions(stores);
  }

  private static ObjectStore store(Region region, AwsClients clients, Settings settings) {
    return new S3ObjectStore(
        clients.s3(),
        clients.s3Presigner(),
        S3Areas.ofBuckets(
            settings.bucket("uploads_" + region), settings.bucket("files_" + region)));
  }
}
