package dev.modelroute.aws.dynamo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.AesGcmCipher;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.testkit.contract.DeliveryRoundContract;
import dev.modelroute.testkit.contract.DeliveryStoreContract;
import dev.modelroute.testkit.contract.EndpointHealthContract;
import dev.modelroute.testkit.contract.EndpointStoreContract;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoWebhookStoreTest {
  private static final String PREFIX = "hooks-";
  private static final DynamoDbClient CLIENT = EmbeddedStores.patientClient();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DynamoEndpointStore STORE = store();
  private static final DynamoDeliveryStore DELIVERIES =
      new DynamoDeliveryStore(CLIENT, DynamoSettings.withPrefix(PREFIX), RANDOM, Pause.sleeping());

  private static DynamoEndpointStore store() {
    new TableBootstrap(CLIENT).create(List.of(Tables.WEBHOOKS, Tables.AUDIT), PREFIX);
    return new DynamoEndpointStore(
        CLIENT,
        DynamoSettings.withPrefix(PREFIX),
        new AesGcmCipher(new byte[32], RANDOM),
        RANDOM,
        Pause.sleeping());
  }

  @Nested
  class Endpoints extends EndpointStoreContract {
    @Override
    protected EndpointStore endpoints() {
      return STORE;
    }
  }

  @Nested
  class Health extends EndpointHealthContract {
    @Override
    protected EndpointStore endpoints() {
      return STORE;
    }

    @Override
    protected AuditLog audit() {
      return DynamoAuditLog.on(CLIENT, DynamoSettings.withPrefix(PREFIX), RANDOM, Pause.sleeping());
    }
  }

  @Nested
  class Deliveries extends DeliveryStoreContract {
    @Override
    protected DeliveryStore deliveries() {
      return DELIVERIES;
    }
  }

  @Nested
  class Rounds extends DeliveryRoundContract {
    @Override
    protected DeliveryStore deliveries() {
      return DELIVERIES;
    }
  }

  @Test
  void no_row_shows_a_secret_or_a_custom_header() {
    WebhookSecret secret = WebhookSecret.generate(new Random(4));
    WebhookSecret common = WebhookSecret.generate(new Random(5));
    OrgId organization = OrgId.of(UUID.randomUUID());
    assertTrue(
        STORE.create(
            new Endpoint(
                EndpointId.of(UUID.randomUUID()),
                organization,
                new Receiver.Push(
                    "https://example.com/canary-url",
                    Map.of("Authorization", "Bearer canary-token"),
                    SigningSecrets.of(secret)),
                Set.of(),
                "",
                Endpoint.Health.NEW,
                Instant.parse("2026-03-01T12:00:00Z"),
                0)));
    STORE.defaultSecrets(organization, common);
    String rows =
        CLIENT.scan(request -> request.tableName(Tables.WEBHOOKS.nameWith(PREFIX))).items() + "";
    assertTrue(rows.contains("canary-url"), "the scan sees the row");
    for (String hidden : List.of(secret.value(), common.value(), "whsec_", "canary-token")) {
      assertFalse(rows.contains(hidden), hidden);
    }
  }
}
