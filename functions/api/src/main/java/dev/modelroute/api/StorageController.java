package dev.modelroute.api;

import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.metering.StorageBill;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.core.metering.StorageUsage;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.Instant;
import java.time.InstantSource;

/** Shows an organisation what it stores and what that costs so far. */
@Controller("/v1/usage/storage")
@Access(Access.Level.FULL)
final class StorageController {
  private final StorageMeter meter;
  private final InstantSource time;

  StorageController(StorageMeter meter, InstantSource time) {
    this.meter = meter;
    this.time = time;
  }

  @Get
  HttpResponse<byte[]> show(HttpRequest<?> request) {
    OrgId organization = Callers.of(request).organization();
    Instant now = time.instant();
    StorageBill bill = meter.bill(organization).orElseGet(() -> StorageBill.opened(now));
    StorageUsage usage = meter.usage(organization);
    return Responses.ok(
        JsonObject.builder()
            .put("stored_bytes", usage.bytes().longValueExact())
            .put("gb_days", StorageUsage.gigabyteDays(bill.ofThisCycle(usage, now)).toPlainString())
            .put("cost", bill.costOfThisCycle(usage, now).toUsd())
            .put("owed", bill.owed().toUsd())
            .put("cycle_started_at", ExecutionJson.time(bill.cycleStart()))
            .put("cycle_ends_at", ExecutionJson.time(bill.cycleEnd()))
            .build());
  }
}
