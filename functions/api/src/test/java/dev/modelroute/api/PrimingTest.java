package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.JsonWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimingTest {
  @Test
  void priming_reads_the_key_table_and_stores_nothing() {
    try (ApiProbe api = new ApiProbe()) {
      List<Integer> statuses =
          Priming.events().stream()
              .map(event -> api.send(JsonWriter.bytes(event)).status())
              .toList();
      assertEquals(List.of(200, 401, 401), statuses);
      assertEquals(2, api.keys.lookups());
      assertEquals(List.of(), api.platform.orchestrator().starts());
    }
  }
}
