package dev.modelroute.api;

import dev.modelroute.core.flow.AcceptCallback;
import dev.modelroute.core.flow.AcceptCallback.CallbackOutcome;
import dev.modelroute.core.flow.Dispatched;
import dev.modelroute.core.flow.TaskAnswers;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.RawCallback;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where providers say that a job is done. The token in the path is what lets them in. */
@Controller("/v1/callbacks")
@Access(Access.Level.OPEN)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class CallbackController {
  private final AcceptCallback accept;
  private final TaskAnswers answers;

  CallbackController(AcceptCallback accept, TaskAnswers answers) {
    this.accept = accept;
    this.answers = answers;
  }

  @Post("/{token}")
  HttpResponse<byte[]> callback(HttpRequest<?> request, @PathVariable String token) {
    RawCallback callback = new RawCallback(headers(request), Ingress.of(request).body());
    return switch (accept.accept(token, callback)) {
      case CallbackOutcome.Taken(Dispatched dispatched) -> {
        answers.give(dispatched);
        yield Responses.ok(JsonObject.builder().put("received", true).build());
      }
      case CallbackOutcome.Unknown ignored -> Responses.refused(request, Refusal.notFound());
      case CallbackOutcome.Forged ignored -> Responses.refused(request, Refusal.unauthorized());
    };
  }

  private static Map<String, List<String>> headers(HttpRequest<?> request) {
    Map<String, List<String>> headers = new TreeMap<>();
    request
        .getHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return headers;
  }
}
