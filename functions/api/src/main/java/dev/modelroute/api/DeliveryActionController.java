package dev.modelroute.api;

import dev.modelroute.core.webhook.DeliveryJson;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.RecordPull;
import dev.modelroute.core.webhook.RecordPull.Recorded;
import dev.modelroute.core.webhook.ResendDelivery;
import dev.modelroute.core.webhook.ResendDelivery.Resent;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends a delivery once more; notes how a pulled one went. */
@Controller("/v1/webhooks/deliveries/{id}")
@Access(Access.Level.FULL)
final class DeliveryActionController {
  private static final int LEAST_STATUS = 100;
  private static final int MOST_STATUS = 599;
  private static final int MOST_LATENCY = 600_000;

  private final ResendDelivery resend;
  private final RecordPull pull;

  DeliveryActionController(ResendDelivery resend, RecordPull pull) {
    this.resend = resend;
    this.pull = pull;
  }

  @Post("/resend")
  HttpResponse<byte[]> resend(HttpRequest<?> request, @PathVariable String id) {
    Bodies.optional(request, Set.of()).verify();
    return switch (resend.resend(Callers.of(request).organization(), id)) {
      case Resent.Queued(var delivery) -> Responses.accepted(DeliveryJson.shown(delivery));
      case Resent.StillOpen ignored ->
          Responses.refused(request, Refusal.conflict("The delivery is on its way already."));
      case Resent.SwitchedOff ignored ->
          Responses.refused(
              request, Refusal.conflict("The endpoint is switched off or was deleted."));
      case Resent.NotFound ignored -> Responses.refused(request, Refusal.notFound());
    };
  }

  @Post("/attempts")
  HttpResponse<byte[]> attempt(HttpRequest<?> request, @PathVariable String id) {
    RecordPull.Report report = report(request);
    return switch (pull.record(Callers.of(request).organization(), id, report)) {
      case Recorded.Done(var delivery) -> Responses.created(DeliveryJson.shown(delivery));
      case Recorded.NotPulled ignored ->
          Responses.refused(request, Refusal.conflict("This delivery is sent, not pulled."));
      case Recorded.Over ignored ->
          Responses.refused(request, Refusal.conflict("The delivery is over already."));
      case Recorded.NotFound ignored -> Responses.refused(request, Refusal.notFound());
    };
  }

  private static RecordPull.Report report(HttpRequest<?> request) {
    Bodies body = Bodies.of(request, Set.of("status_code", "error", "latency_ms"));
    Optional<Integer> status = body.whole("status_code", LEAST_STATUS, MOST_STATUS);
    Optional<String> error = body.text("error");
    FailureClass why =
        body.word(
            "error",
            FailureClass.CONNECT,
            List.of(FailureClass.CONNECT, FailureClass.TIMEOUT),
            FailureClass::text);
    int latency = body.whole("latency_ms", 0, MOST_LATENCY).orElse(0);
    body.verify();
    if (status.isPresent() == error.isPresent()) {
      throw new RequestRefusedException(
          Refusal.invalid(
              "status_code", "REQUIRED", "Send either status_code or error, not both."));
    }
    return new RecordPull.Report(
        status.orElse(null), error.isPresent() ? why : null, Duration.ofMillis(latency));
  }
}
