package dev.modelroute.api;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.DeliveryJson;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.FindDelivery;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows what was sent, what will be, and how it went. */
@Controller("/v1/webhooks/deliveries")
@Access(Access.Level.FULL)
final class DeliveryController {
  private static final String LIST = "deliveries";
  private static final Set<String> PARAMETERS =
      Set.of("limit", "cursor", "endpoint_id", "execution_id", "status", "wait");

  private final FindDelivery find;
  private final Paging paging;
  private final LongPoll longPoll;

  DeliveryController(FindDelivery find, Paging paging, LongPoll longPoll) {
    this.find = find;
    this.paging = paging;
    this.longPoll = longPoll;
  }

  /** Newest first; with {@code wait}, for a receiver that pulls, what waits for it oldest first. */
  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Query query = Query.of(request, PARAMETERS);
    Caller caller = Callers.of(request);
    DeliveryFilter filter =
        new DeliveryFilter(
            id(query, "endpoint_id", EndpointId::parse),
            id(query, "execution_id", ExecutionId::parse),
            query.word("status", Delivery.State.class).orElse(null));
    PageRequest page = paging.read(query, caller, LIST);
    OptionalInt wait = query.whole("wait", 1, LongPoll.MAX_WAIT_SECONDS);
    if (wait.isPresent()) {
      Page<Delivery> waiting = waiting(caller, filter, page, Duration.ofSeconds(wait.getAsInt()));
      return Responses.ok(paging.write(waiting, caller, LIST, DeliveryJson::shown));
    }
    return Responses.ok(
        paging.write(
            find.list(caller.organization(), filter, page), caller, LIST, DeliveryJson::shown));
  }

  private Page<Delivery> waiting(
      Caller caller, DeliveryFilter filter, PageRequest page, Duration wait) {
    EndpointId endpoint = filter.endpoint();
    boolean plain = filter.execution() == null && page.position() == null;
    if (endpoint == null || filter.state() != Delivery.State.SCHEDULED || !plain) {
      throw new RequestRefusedException(
          Refusal.invalid(
              "wait", "NOT_ALLOWED", "Goes with endpoint_id and status=SCHEDULED only."));
    }
    List<Delivery> oldest =
        longPoll.until(
            wait,
            () -> find.waiting(caller.organization(), endpoint, page.limit()),
            found -> !found.isEmpty());
    return new Page<>(oldest, null);
  }

  @Get("/{id}")
  HttpResponse<byte[]> get(HttpRequest<?> request, @PathVariable String id) {
    return find.find(Callers.of(request).organization(), id)
        .map(found -> Responses.ok(DeliveryJson.shown(found)))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
  }

  /** A malformed id is refused: the list of nothing would hide the mistake. */
  private static <T> @Nullable T id(Query query, String name, Function<String, Optional<T>> parse) {
    return query
        .text(name)
        .map(text ->
            parse
                .apply(text)
                .orElseThrow(() ->
                    new RequestRefusedException(
                        Refusal.invalid(name, "FORMAT", "Is not such an id."))))
        .orElse(null);
  }
}
