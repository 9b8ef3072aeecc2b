package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.StorageChange;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageControllerTest {
  private final ApiProbe api = new ApiProbe();
  private final Tenant tenant = api.tenant();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void an_organisation_sees_what_it_stores_and_what_that_costs_so_far() {
    api.meter.count(new OrgId(tenant.id()), new StorageChange(20_000_000_000L, api.time.instant()));
    api.time.advance(Duration.ofDays(2));
    Answer usage = tenant.get("/v1/usage/storage").expect(200);
    assertEquals(Optional.of(20_000_000_000L), usage.json().whole("stored_bytes"));
    assertEquals("40.000000", usage.string("gb_days"));
    assertEquals("0.066666666", usage.string("cost"));
    assertEquals("0.000", usage.string("owed"));
    assertEquals("2026-12-20T12:00:00Z", usage.string("cycle_ends_at"));
  }

  @Test
  void who_stores_nothing_pays_nothing_and_others_bytes_are_not_shown() {
    api.meter.count(new OrgId(tenant.id()), new StorageChange(5, api.time.instant()));
    Answer usage = api.tenant().get("/v1/usage/storage").expect(200);
    assertEquals(Optional.of(0L), usage.json().whole("stored_bytes"));
    assertEquals("0.000000", usage.string("gb_days"));
    assertEquals("0.000", usage.string("cost"));
  }

  @Test
  void only_keys_with_all_rights_see_it() {
    api.get("/v1/usage/storage").key(tenant.execution()).send().expectError(403, "FORBIDDEN");
  }
}
