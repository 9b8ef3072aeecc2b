package dev.modelroute.testkit.embedded;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Running services. Region is us-east-1, account 000000000000; S3 wants path-style addresses.
 *
 * <p>Closing stops them and frees their ports; a second close does nothing. Until then the JVM does
 * not end by itself.
 */
public final class EmbeddedAws implements AutoCloseable {
  private final Map<EmbeddedService, RunningEmulator> running;
  private final EmbeddedSettings settings;

  EmbeddedAws(Map<EmbeddedService, RunningEmulator> running, EmbeddedSettings settings) {
    this.running = Map.copyOf(running);
    this.settings = settings;
  }

  Map<EmbeddedService, RunningEmulator> running() {
    return running;
  }

  /** Endpoint of DynamoDB; {@link IllegalStateException} when it was not asked for. */
  public URI dynamoDb() {
    return endpoint(EmbeddedService.DYNAMODB);
  }

  /** Endpoint of SQS; queue URLs carry its port, so resolve queues by name after each start. */
  public URI sqs() {
    return endpoint(EmbeddedService.SQS);
  }

  /** Endpoint of S3; checks signatures and expiry. */
  public URI s3() {
    return endpoint(EmbeddedService.S3);
  }

  /** Access key to sign with. */
  public String accessKey() {
    return settings.accessKey();
  }

  /** Secret key to sign with. */
  public String secretKey() {
    return settings.secretKey();
  }

  /** {@code http://127.0.0.1:<port>} of one service. */
  public URI endpoint(EmbeddedService service) {
    RunningEmulator emulator = running.get(service);
    if (emulator == null) {
      throw new IllegalStateException(service + " was not started");
    }
    return URI.create("http://127.0.0.1:" + emulator.port());
  }

  /** Stops every service, also when stopping one of them fails. */
  @Override
  public void close() {
    RunningEmulator.closeAll(List.copyOf(running.values()));
  }
}
