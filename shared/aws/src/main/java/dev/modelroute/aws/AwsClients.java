package dev.modelroute.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SDK clients with the settings that all of them share. With the SDK's own, a throttled DynamoDB
 * call took a minute to fail; here a call is over after 4 s, three attempts included.
 *
 * @param region {@code us-east-1}
 */
public record AwsClients(String region, AwsCredentialsProvider credentials, Endpoints endpoints) {
  private static final int ATTEMPTS = 3;
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ATTEMPT = Duration.ofMillis(1500);
  private static final Duration CALL = Duration.ofSeconds(4);
  private static final Duration EMBEDDED_ATTEMPT = Duration.ofSeconds(10);
  private static final Duration LONG_POLL_CALL = Duration.ofSeconds(25);
  private static final Duration STREAM_IDLE = Duration.ofSeconds(10);

  /** Where services are, when not at AWS; null = at AWS. */
  public record Endpoints(
      @Nullable URI dynamoDb, @Nullable URI sqs, @Nullable URI s3, @Nullable URI stepFunctions) {
    public static final Endpoints AWS = new Endpoints(null, null, null, null);
  }

  public DynamoDbClient dynamoDb() {
    return configured(DynamoDbClient.builder(), endpoints.dynamoDb(), limits())
        .httpClientBuilder(http(attempt()))
        .build();
  }

  /** For sending. */
  public SqsClient sqs() {
    return configured(SqsClient.builder(), endpoints.sqs(), limits())
        .httpClientBuilder(http(attempt()))
        .build();
  }

  /** For receiving with a wait of up to 20 s. */
  public SqsClient sqsLongPolling() {
    ClientOverrideConfiguration patient =
        overrides().toBuilder().apiCallAttemptTimeout(LONG_POLL_CALL).apiCallTimeout(null).build();
    return configured(SqsClient.builder(), endpoints.sqs(), patient)
        .httpClientBuilder(http(LONG_POLL_CALL))
        .build();
  }

  public SfnClient stepFunctions() {
    return configured(SfnClient.builder(), endpoints.stepFunctions(), limits())
        .httpClientBuilder(http(attempt()))
        .build();
  }

  /** For streams: no limit on a whole call, only on how long nothing may arrive. */
  public S3Client s3() {
    ClientOverrideConfiguration streaming =
        ClientOverrideConfiguration.builder().retryStrategy(retries()).build();
    return configured(S3Client.builder(), endpoints.s3(), streaming)
        .forcePathStyle(endpoints.s3() != null)
        .httpClientBuilder(http(STREAM_IDLE))
        .build();
  }

  /** Signs URLs with the address of {@link #s3()}; must be closed with the program. */
  public S3Presigner s3Presigner() {
    S3Presigner.Builder presigner =
        S3Presigner.builder().region(Region.of(region)).credentialsProvider(credentials);
    URI endpoint = endpoints.s3();
    if (endpoint != null) {
      presigner
          .endpointOverride(endpoint)
          .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build());
    }
    return presigner.build();
  }

  /**
   * Embedded engines share two cores with all that calls them: there a slow answer means a busy
   * machine, and giving up on it early only adds to the work. Silence on the connection ends a call
   * there; a timer for each would cost more than the engine itself at times.
   */
  private ClientOverrideConfiguration limits() {
    return endpoints.equals(Endpoints.AWS)
        ? overrides()
        : ClientOverrideConfiguration.builder().retryStrategy(retries()).build();
  }

  private Duration attempt() {
    return endpoints.equals(Endpoints.AWS) ? ATTEMPT : EMBEDDED_ATTEMPT;
  }

  /** Three attempts in all, 1.5 s each, 4 s together. */
  public static ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(retries())
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .build();
  }

  private static StandardRetryStrategy retries() {
    return StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build();
  }

  private static UrlConnectionHttpClient.Builder http(Duration idle) {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(idle);
  }

  private <B extends AwsClientBuilder<B, C>, C> B configured(
      B builder, @Nullable URI endpoint, ClientOverrideConfiguration overrides) {
    builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .overrideConfiguration(overrides);
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }
}
