package dev.modelroute.core.webhook;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.AuditAction;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditedResource;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metric.Metric;
import java.time.Instant;
import java.util.Map;

/**
 * The platform's own decision to send an endpoint nothing more, and what the audit tells of it.
 *
 * @param reason any but {@link Endpoint.Status#ACTIVE}
 * @param cause the delivery that was the last straw
 */
public record SwitchOff(
    OrgId organization, EndpointId endpoint, Endpoint.Status reason, DeliveryId cause, Instant at) {
  /** One for every endpoint switched off: its owner gets nothing until somebody enables it. */
  public static final Metric METRIC = Metric.count("EndpointDisabled");

  private static final AuditAction ACTION = new AuditAction("endpoint.disabled");

  public SwitchOff {
    if (reason == Endpoint.Status.ACTIVE) {
      throw new IllegalArgumentException("an active endpoint is not switched off");
    }
  }

  /** To be stored with the change of the endpoint, all or nothing. */
  public AuditEvent told() {
    return AuditEvent.of(
        Acting.system(organization),
        ACTION,
        new AuditedResource("endpoint", endpoint.value()),
        at,
        Map.of("reason", reason.name(), "delivery_id", cause.value()));
  }
}
