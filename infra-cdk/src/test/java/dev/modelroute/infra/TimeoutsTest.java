package dev.modelroute.infra;

import static dev.modelroute.infra.Synthesised.properties;
import static dev.modelroute.infra.Synthesised.resources;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timeouts from inside out, as the template has them: each is shorter than what waits for it. */
final class TimeoutsTest {
  /** {@code ?wait=} goes up to this. */
  private static final int LONGEST_WAIT_SECONDS = 25;

  /** Longest call the catalogue allows a route. */
  private static final int PROVIDER_CALL_SECONDS = 240;

  private static final int POLL_CALL_SECONDS = 10;
  private static final int WEBHOOK_DEADLINE_SECONDS = 30;
  private static final int DELIVERY_CLAIM_SECONDS = 90;
  private static final int LAMBDA_LIMIT_SECONDS = 900;
  private static final int SWEEP_PERIOD_SECONDS = 60;

  private final JsonNode app = Synthesised.stacks().app();

  @Test
  void the_api_answers_before_the_gateway_gives_up() {
    List<Integer> integrations =
        resources(app, "AWS::ApiGateway::Method").values().stream()
            .map(method -> method.at("/Properties/Integration/TimeoutInMillis").asInt() / 1000)
            .toList();
    assertEquals(List.of(29, 29), integrations);
    assertRising(LONGEST_WAIT_SECONDS, function("ApiFunction"), 29);
  }

  @Test
  void dispatch_outlasts_a_provider_call() {
    assertRising(PROVIDER_CALL_SECONDS, function("DispatchFunction"), LAMBDA_LIMIT_SECONDS);
  }

  @Test
  void a_poll_is_over_before_its_message_comes_again() {
    assertRising(POLL_CALL_SECONDS, function("PollFunction"), visibility("PollsQueue"));
    assertEquals(6 * function("PollFunction"), visibility("PollsQueue"));
  }

  @Test
  void a_delivery_is_over_before_its_claim_and_its_claim_before_its_message_comes_again() {
    assertRising(
        WEBHOOK_DEADLINE_SECONDS,
        function("WebhooksFunction"),
        DELIVERY_CLAIM_SECONDS,
        visibility("WebhooksQueue"));
    assertEquals(6 * function("WebhooksFunction"), visibility("WebhooksQueue"));
  }

  @Test
  void a_sweep_is_over_before_the_next() {
    assertRising(function("SweeperFunction"), SWEEP_PERIOD_SECONDS);
    assertEquals(
        List.of("rate(1 minute)"),
        resources(app, "AWS::Events::Rule").values().stream()
            .map(rule -> rule.at("/Properties/ScheduleExpression").asText())
            .toList());
  }

  @Test
  void nothing_ends_an_execution_past_its_catch() {
    String definition = properties(app, "ExecutionStateMachine").path("DefinitionString").asText();
    assertFalse(definition.isEmpty());
    assertFalse(definition.contains("\"TimeoutSeconds\""), "a timeout of the machine's own");
  }

  private int function(String logicalId) {
    return properties(app, logicalId).path("Timeout").asInt();
  }

  private int visibility(String logicalId) {
    return properties(app, logicalId).path("VisibilityTimeout").asInt();
  }

  private static void assertRising(int... seconds) {
    for (int i = 1; i < seconds.length; i++) {
      assertTrue(seconds[i - 1] < seconds[i], java.util.Arrays.toString(seconds));
    }
  }
}
