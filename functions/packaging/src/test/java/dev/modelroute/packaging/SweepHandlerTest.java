package dev.modelroute.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.sweeper.SweepHandler;
import dev.modelroute.workflow.DispatchHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepHandlerTest {
  private final Functions functions = new Functions();
  private final SweepHandler sweeper = new SweepHandler(functions.context);

  private String books = "";

  @AfterEach
  void close() {
    functions.close();
  }

  /** The counts without those of the books. */
  private String sweep() throws IOException {
    String all = Functions.call(sweeper, "{}");
    books = all.replaceAll("^.*\"ledger\":|.$", "");
    return all.replaceAll(",\"ledger\":\\{[^}]*}", "");
  }

  private static String counts(int restarted, int expired, int carriedOn, int sent) {
    return """
    {"executions":{"restarted":%d,"expired":%d,"carried_on":%d,"failed":0},\
    "outbox":{"sent":%d,"failed":0},"deliveries":{"sent":0},\
    "expired_files":{"done":0,"failed":0},"orphans":{"done":0,"failed":0},\
    "storage":{"done":0,"failed":0}}\
    """
        .formatted(restarted, expired, carriedOn, sent);
  }

  @Test
  void a_quiet_minute_counts_nothing() throws IOException {
    assertEquals(counts(0, 0, 0, 0), sweep());
    assertTrue(functions.log().contains("\"event\":\"sweep\""), functions::log);
  }

  @Test
  void the_books_are_sealed_and_proved_each_hour_and_each_day() throws IOException {
    sweep();
    assertEquals("{\"accounts\":2,\"entries\":2,\"sealed\":0,\"findings\":0}", books);
    functions.submit("sim-image", Map.of());
    functions.time.advance(Duration.ofMinutes(59));
    sweep();
    assertEquals("{\"accounts\":0,\"entries\":0,\"sealed\":0,\"findings\":0}", books);
    functions.time.advance(Duration.ofMinutes(62));
    sweep();
    assertEquals("{\"accounts\":1,\"entries\":3,\"sealed\":3,\"findings\":0}", books);
    assertTrue(functions.log().contains("\"event\":\"ledger_sealed\""), functions::log);
    functions.time.advance(Duration.ofHours(23));
    sweep();
    assertEquals("{\"accounts\":1,\"entries\":3,\"sealed\":0,\"findings\":0}", books);
    assertFalse(functions.log().contains("ledger_drift"), functions::log);
  }

  @Test
  void a_lost_start_is_started_again_and_expires_at_its_deadline() throws IOException {
    Execution execution = functions.submit("sim-image", Map.of());
    functions.time.advance(Duration.ofSeconds(61));
    assertEquals(counts(1, 0, 0, 0), sweep());
    assertEquals(2, functions.platform.orchestrator().starts().size());
    functions.time.advance(Duration.ofMinutes(10));
    assertEquals(counts(0, 1, 0, 0), sweep());
    assertEquals(ExecutionState.EXPIRED, functions.now(execution).state());
  }

  @Test
  void an_outcome_nobody_carried_on_is_settled() throws IOException {
    Execution execution = functions.submit("sim-image", Map.of());
    Functions.call(
        new DispatchHandler(functions.context), Functions.state(execution.id(), "token", "t"));
    functions.time.advance(Duration.ofMinutes(11));
    assertEquals(counts(0, 0, 1, 0), sweep());
    assertEquals(ExecutionState.COMPLETED, functions.now(execution).state());
  }

  @Test
  void events_whose_queue_was_away_are_sent_a_minute_later() throws IOException {
    Execution execution = functions.submit("sim-image", Map.of());
    functions.queueOutage.begin();
    Functions.call(
        new DispatchHandler(functions.context), Functions.state(execution.id(), "token", "t"));
    functions.time.advance(Duration.ofSeconds(61));
    assertTrue(sweep().contains("\"outbox\":{\"sent\":0,\"failed\":1}"));
    functions.queueOutage.end();
    assertEquals(counts(0, 0, 0, 1), sweep());
  }

  @Test
  void a_step_that_fails_leaves_the_others_their_turn() throws IOException {
    functions.storeOutage.begin();
    assertEquals(
        "{\"executions\":{\"fault\":true},\"outbox\":{\"fault\":true},\"deliveries\":{\"sent\":0},"
            + "\"expired_files\":{\"done\":0,\"failed\":0},\"orphans\":{\"done\":0,\"failed\":0},"
            + "\"storage\":{\"done\":0,\"failed\":0}}",
        sweep());
    assertEquals(2, functions.log().split("sweep_step_failed", -1).length - 1);
    assertFalse(functions.log().contains("secret text"), functions::log);
  }
}
