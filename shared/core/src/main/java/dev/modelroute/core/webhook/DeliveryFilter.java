package dev.modelroute.core.webhook;

import dev.modelroute.core.execution.ExecutionId;
import org.jspecify.annotations.Nullable;

/** Which deliveries a list shows; null = any. */
public record DeliveryFilter(
    @Nullable EndpointId endpoint,
    @Nullable ExecutionId execution,
    Delivery.@Nullable State state) {
  public static final DeliveryFilter ANY = new DeliveryFilter(null, null, null);

  public boolean matches(Delivery delivery) {
    return (endpoint == null || endpoint.equals(delivery.endpoint()))
        && (execution == null || execution.equals(delivery.source().execution()))
        && (state == null || state == delivery.state());
  }
}
