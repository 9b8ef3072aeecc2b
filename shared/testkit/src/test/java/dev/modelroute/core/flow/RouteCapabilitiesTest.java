package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Only routes that take an input are priced for it, and only those ever get it. */
class RouteCapabilitiesTest {
  private static final String WEBP = "{\"prompt\":\"p\",\"output_format\":\"webp\"}";
  private static final String PNG_ONLY = "{\"prompt\":true,\"output_format\":[\"png\"]}";

  private final PlatformOnTwins platform = new PlatformOnTwins();

  @Test
  void an_input_that_no_route_takes_is_refused_before_anything_is_held() {
    platform.routes(Script.taking("alpha", PNG_ONLY), Script.taking("beta", "{\"prompt\":true}"));

    Submitted.Refused refused = assertInstanceOf(Submitted.Refused.class, submit(WEBP));

    assertEquals(ErrorCode.INPUT_VALIDATION_ERROR, refused.code());
    assertEquals(
        List.of("input.output_format NOT_SUPPORTED"),
        refused.details().stream().map(error -> error.field() + " " + error.code()).toList());
    assertTrue(
        refused.details().stream()
            .map(FieldError::message)
            .noneMatch(RouteCapabilitiesTest::names));
    assertEquals("10.000 0.000 0.000", platform.money());
  }

  @Test
  void a_route_that_does_not_take_an_input_never_gets_it_even_when_the_other_fails() {
    platform.routes(Script.taking("alpha", PNG_ONLY), Script.route("beta", RouteMode.SYNC));
    platform
        .beta()
        .answers(
            Script.fails(AttemptFailure.nextRoute(ErrorCode.GENERATION_FAILED, "empty")),
            Script.succeeds("0.01"));

    ExecutionId id = played(WEBP);

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals(List.of(), platform.alpha().submitted());
    assertEquals(2, platform.beta().submitted().size());
  }

  @Test
  void a_member_that_a_route_may_drop_is_left_out_of_its_request_alone() {
    platform.routes(Script.taking("alpha", PNG_ONLY, "output_format"));
    platform.alpha().answers(Script.succeeds("0.01"));

    ExecutionId id = played(WEBP);

    assertEquals("{\"prompt\":\"p\"}", platform.alpha().submitted().getFirst().body().toText());
    assertEquals(WEBP, platform.execution(id).request().input().toText());
  }

  private ExecutionId played(String input) {
    ExecutionId id = assertInstanceOf(Submitted.Accepted.class, submit(input)).execution().id();
    platform.machine().play(id);
    return id;
  }

  private Submitted submit(String input) {
    JsonObject body = PlatformOnTwins.body().with("input", StrictJson.trusted(input));
    return platform.useCases().submit().submit(platform.caller(), body, Optional.of("key"));
  }

  private static boolean names(String message) {
    return message.contains("alpha") || message.contains("beta");
  }
}
