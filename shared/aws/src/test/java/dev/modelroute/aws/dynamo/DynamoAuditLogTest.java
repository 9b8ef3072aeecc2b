package dev.modelroute.aws.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.AuditAction;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.audit.AuditedResource;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.testkit.contract.AuditLogContract;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoAuditLogTest extends AuditLogContract {
  private static final String PREFIX = "audit-log-test-";
  private static final AuditLog LOG = create();

  private static AuditLog create() {
    DynamoDbClient dynamoDb = EmbeddedStores.patientClient();
    new TableBootstrap(dynamoDb).create(List.of(Tables.AUDIT), PREFIX);
    return DynamoAuditLog.on(
        dynamoDb, DynamoSettings.withPrefix(PREFIX), new SecureRandom(), Pause.sleeping());
  }

  @Override
  protected AuditLog freshLog() {
    return LOG;
  }

  @Test
  void a_filtered_call_looks_at_a_bounded_number_of_events_and_the_next_one_goes_on() {
    OrgId organization = OrgId.of(UUID.randomUUID());
    Acting acting = Acting.system(organization);
    AuditedResource thing = new AuditedResource("thing", "thing_1");
    Instant start = Instant.parse("2026-03-01T12:00:00Z");
    AuditEvent wanted = AuditEvent.of(acting, new AuditAction("thing.made"), thing, start);
    LOG.append(wanted);
    for (int i = 1; i <= DynamoAuditLog.MAX_EXAMINED; i++) {
      LOG.append(AuditEvent.of(acting, new AuditAction("thing.read"), thing, start.plusSeconds(i)));
    }
    AuditFilter made = new AuditFilter(null, wanted.action(), null);
    Page<AuditEvent> first = LOG.list(organization, made, PageRequest.first(5));
    assertEquals(List.of(), first.items());
    assertNotNull(first.next());
    Page<AuditEvent> second = LOG.list(organization, made, new PageRequest(5, first.next()));
    assertEquals(List.of(wanted), second.items());
    assertNull(second.next());
  }
}
