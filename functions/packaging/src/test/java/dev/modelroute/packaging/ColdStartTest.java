package dev.modelroute.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each handler from its jar alone. Prints how long a start takes, asserts what is answered: with no
 * store to reach, the fault or the refusal that is due, which takes every class on the way.
 */
class ColdStartTest {
  private static final String EXECUTION = "exec_01900000-0000-7000-8000-000000000001";
  private static final String STATE =
      "{\"execution_id\":\"%s\",\"token\":\"t\",\"attempt\":0,\"error\":\"Provider.Failed\"}"
          .formatted(EXECUTION);

  @TempDir private Path folder;

  @Test
  void the_api_answers_what_needs_no_store() {
    ColdStart.Run run =
        ColdStart.of(
            LambdaJar.API,
            "api.ApiHandler",
            folder,
            request("/v1/health", "none"),
            request("/v1/balance", "Bearer mr_live_wrong"));
    assertEquals(2, run.answers().size(), run::errors);
    assertTrue(run.answers().get(0).contains("\"statusCode\":200"), run.answers()::toString);
    assertTrue(run.answers().get(1).contains("\"statusCode\":401"), run.answers()::toString);
    assertTrue(run.answers().get(1).contains("UNAUTHORIZED"), run.answers()::toString);
    assertClean(run);
  }

  @Test
  void dispatch_reports_a_store_that_does_not_answer_by_the_name_the_machine_retries() {
    ColdStart.Run run = ColdStart.of(LambdaJar.WORKFLOW, "workflow.DispatchHandler", folder, STATE);
    assertEquals(List.of("dev.modelroute.workflow.TransientFault"), run.answers(), run::errors);
    assertClean(run);
  }

  @Test
  void settle_fails_while_no_store_answers() {
    assertStoreIsAsked("workflow.SettleHandler");
  }

  @Test
  void release_fails_while_no_store_answers() {
    assertStoreIsAsked("workflow.ReleaseHandler");
  }

  @Test
  void a_poll_goes_back_to_its_queue_while_no_store_answers() {
    String body =
        "{\\\"execution_id\\\":\\\"%s\\\",\\\"attempt\\\":1,\\\"n\\\":0}".formatted(EXECUTION);
    ColdStart.Run run =
        ColdStart.of(LambdaJar.WORKFLOW, "workflow.PollConsumer", folder, batch(body));
    assertEquals(
        List.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}"),
        run.answers(),
        run::errors);
    assertClean(run);
  }

  @Test
  void webhooks_give_back_what_nobody_can_read_while_the_dead_letters_do_not_answer() {
    ColdStart.Run run =
        ColdStart.of(LambdaJar.WEBHOOKS, "webhooks.WebhookConsumer", folder, batch("?"));
    assertEquals(
        List.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}"),
        run.answers(),
        run::errors);
    assertClean(run);
  }

  @Test
  void a_sweep_counts_nothing_while_no_store_answers() {
    ColdStart.Run run = ColdStart.of(LambdaJar.SWEEPER, "sweeper.SweepHandler", folder, "{}");
    assertEquals(
        List.of(
            "{\"executions\":{\"fault\":true},\"outbox\":{\"fault\":true},"
                + "\"deliveries\":{\"fault\":true},\"expired_files\":{\"fault\":true},"
                + "\"orphans\":{\"done\":0,\"failed\":2},\"storage\":{\"fault\":true},"
                + "\"ledger\":{\"fault\":true}}"),
        run.answers(),
        run::errors);
    assertClean(run);
  }

  private void assertStoreIsAsked(String handler) {
    ColdStart.Run run = ColdStart.of(LambdaJar.WORKFLOW, handler, folder, STATE);
    assertEquals(
        List.of("dev.modelroute.core.id.StoreUnavailableException"), run.answers(), run::errors);
    assertClean(run);
  }

  /** Nothing but our own lines: no banner, no warning of a library. */
  private static void assertClean(ColdStart.Run run) {
    assertEquals("", run.errors());
    assertEquals(
        List.of(), run.log().stream().filter(line -> !line.startsWith("{\"time\":")).toList());
  }

  private static String request(String path, String authorization) {
    return ("{\"httpMethod\":\"GET\",\"path\":\"%s\",\"headers\":{\"Authorization\":\"%s\"},"
            + "\"requestContext\":{\"identity\":{\"sourceIp\":\"192.0.2.1\"}}}")
        .formatted(path, authorization);
  }

  private static String batch(String body) {
    return "{\"Records\":[{\"messageId\":\"m1\",\"body\":\"%s\"}]}".formatted(body);
  }
}
