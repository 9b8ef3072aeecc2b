package dev.modelroute.wiring;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.id.UuidV7;
import dev.modelroute.core.metric.Metrics;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.Cidr;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * What everything else stands on: settings, time, randomness, ids, the log. The only place that
 * reads them from the system.
 */
@Factory
final class FoundationWiring {

  @Singleton
  @Requires(missingBeans = Settings.class)
  Settings settings(AwsRegionProvider regions, AwsCredentialsProvider credentials) {
    Map<String, String> environment = System.getenv();
    if (!SecretValues.areNamed(environment)) {
      return new Settings(environment);
    }
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .region(regions.getRegion())
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(AwsClients.overrides())
            .build()) {
      return new Settings(
          SecretValues.fillIn(
              environment,
              arn -> secrets.getSecretValue(request -> request.secretId(arn)).secretString()));
    }
  }

  @Singleton
  @Requires(missingBeans = InstantSource.class)
  InstantSource time() {
    return InstantSource.system();
  }

  @Singleton
  @Requires(missingBeans = RandomGenerator.class)
  RandomGenerator random() {
    return new SecureRandom();
  }

  @Singleton
  @Requires(missingBeans = IdSource.class)
  IdSource ids(InstantSource time, RandomGenerator random) {
    return new UuidV7(time, random);
  }

  @Singleton
  @Requires(missingBeans = Pauses.class)
  Pauses pauses(Settings settings) {
    return new Pauses(settings.optional("MODELROUTE_TIME_SCALE").map(Double::valueOf).orElse(1.0));
  }

  @Singleton
  @Requires(missingBeans = JsonLog.class)
  JsonLog log(InstantSource time) {
    return new JsonLog(System.out, time);
  }

  /** {@code MODELROUTE_METRICS_NAMESPACE} keeps deployments in one AWS account apart. */
  @Singleton
  @Requires(missingBeans = Metrics.class)
  Metrics metrics(Settings settings, InstantSource time) {
    return new EmfMetrics(
        System.out, time, settings.optional("MODELROUTE_METRICS_NAMESPACE").orElse("ModelRoute"));
  }

  /**
   * {@code MODELROUTE_ALLOW_HTTP=true}, {@code MODELROUTE_WEBHOOK_PORTS=443,8443} or {@code any},
   * {@code MODELROUTE_ALLOWED_CIDRS=10.1.0.0/16}: for people who host receivers beside the
   * platform. Metadata addresses stay blocked whatever is allowed.
   */
  @Singleton
  AddressPolicy addressPolicy(Settings settings) {
    List<String> named = settings.items("MODELROUTE_WEBHOOK_PORTS");
    Set<Integer> ports =
        named.equals(List.of("any"))
            ? Set.of()
            : named.stream().map(Integer::valueOf).collect(Collectors.toSet());
    List<Cidr> allowed = settings.items("MODELROUTE_ALLOWED_CIDRS").stream().map(Cidr::of).toList();
    return new AddressPolicy(
        settings.optional("MODELROUTE_ALLOW_HTTP").filter("true"::equals).isPresent(),
        named.isEmpty() ? AddressPolicy.STANDARD.ports() : ports,
        allowed);
  }
}
