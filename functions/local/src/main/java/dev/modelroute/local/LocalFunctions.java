package dev.modelroute.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.modelroute.api.ApiHandler;
import dev.modelroute.local.stepfunctions.LambdaFunction;
import dev.modelroute.sweeper.SweepHandler;
import dev.modelroute.webhooks.WebhookConsumer;
import dev.modelroute.workflow.DispatchHandler;
import dev.modelroute.workflow.PollConsumer;
import dev.modelroute.workflow.ReleaseHandler;
import dev.modelroute.workflow.SettleHandler;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The deployed handlers, made on one context, each called with the bytes Lambda would give it. */
record LocalFunctions(
    RequestStreamHandler api,
    RequestStreamHandler dispatch,
    RequestStreamHandler settle,
    RequestStreamHandler release,
    RequestStreamHandler polls,
    RequestStreamHandler webhooks,
    RequestStreamHandler sweeper) {

  static LocalFunctions on(ApplicationContext context) {
    return new LocalFunctions(
        new ApiHandler(context),
        Lanes.background(new DispatchHandler(context)),
        Lanes.background(new SettleHandler(context)),
        Lanes.background(new ReleaseHandler(context)),
        Lanes.background(new PollConsumer(context)),
        Lanes.background(new WebhookConsumer(context)),
        Lanes.background(new SweepHandler(context)));
  }

  /** The functions of the state machine, by state. */
  Map<String, LambdaFunction> states() {
    return Map.of("Dispatch", text(dispatch), "Settle", text(settle), "Release", text(release));
  }

  private static LambdaFunction text(RequestStreamHandler handler) {
    return event -> {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          answer,
          new LocalContext());
      return answer.toString(StandardCharsets.UTF_8);
    };
  }
}
