package dev.modelroute.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.id.IdText;
import dev.modelroute.wiring.JsonLog;
import dev.modelroute.wiring.ObjectGraph;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.crac.Core;
import org.jspecify.annotations.Nullable;

/**
 * The function: a REST proxy event (payload 1.0) in, its answer out, as bytes. Whatever happens
 * inside, the answer is one of ours with the headers every answer has; an exception would become a
 * bare 502 of the gateway.
 */
public final class ApiHandler implements RequestStreamHandler {
  /** Largest body of a request. */
  static final long MAX_BODY_BYTES = 1024 * 1024;

  /** Largest body of a provider's callback. */
  static final long MAX_CALLBACK_BYTES = 2 * MAX_BODY_BYTES;

  private static final String CALLBACKS = "/v1/callbacks/";

  private final ApiGatewayProxyRequestEventFunction function;
  private final CustomPojoSerializer json;
  private final IdSource ids;
  private final RateGate gate;
  private final JsonLog log;

  /** Null in an object graph that no snapshot is taken of. */
  private @Nullable Priming primed;

  /** Builds its own object graph, as the Lambda runtime wants it. */
  public ApiHandler() {
    this(ObjectGraph.start());
    // The context keeps a weak reference only: this one has to live as long as the handler does.
    primed = new Priming(this);
    Core.getGlobalContext().register(primed);
  }

  /** Lives in an object graph that is there already. */
  public ApiHandler(ApplicationContext context) {
    this(new ApiGatewayProxyRequestEventFunction(context));
  }

  private ApiHandler(ApiGatewayProxyRequestEventFunction function) {
    this.function = function;
    this.json =
        ServiceLoader.load(CustomPojoSerializer.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no serializer of events is here"));
    ApplicationContext context = function.getApplicationContext();
    this.ids = context.getBean(IdSource.class);
    this.gate = context.getBean(RateGate.class);
    this.log = context.getBean(JsonLog.class);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    String requestId = IdText.of("req", ids.next());
    APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent();
    APIGatewayProxyResponseEvent answer;
    try {
      event = json.fromJson(in, APIGatewayProxyRequestEvent.class);
      answer = answer(event, requestId, context);
    } catch (RuntimeException fault) {
      log.fault("event_failed", fault, Map.of("request_id", requestId));
      answer = refused(Refusal.of(ErrorCode.INTERNAL_ERROR), requestId);
    }
    addHeaders(answer, Ingress.of(event), requestId);
    json.toJson(answer, out, APIGatewayProxyResponseEvent.class);
  }

  private APIGatewayProxyResponseEvent answer(
      APIGatewayProxyRequestEvent event, String requestId, Context context) {
    event.setPath(RequestPath.of(event.getPath()));
    Ingress ingress = Ingress.of(event);
    ingress.assignRequestId(requestId);
    long limit = event.getPath().startsWith(CALLBACKS) ? MAX_CALLBACK_BYTES : MAX_BODY_BYTES;
    return ingress.bodyLength() > limit
        ? refused(Refusal.tooLarge(), requestId)
        : function.handleRequest(event, context);
  }

  private static APIGatewayProxyResponseEvent refused(Refusal refusal, String requestId) {
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(refusal.status())
        .withHeaders(headers)
        .withMultiValueHeaders(new HashMap<>(Map.of("Content-Type", List.of("application/json"))))
        .withIsBase64Encoded(false)
        .withBody(refusal.envelope(requestId).toText());
  }

  private void addHeaders(APIGatewayProxyResponseEvent answer, Ingress ingress, String requestId) {
    Map<String, String> single = new HashMap<>(answer.getHeaders());
    Map<String, List<String>> all = new HashMap<>(answer.getMultiValueHeaders());
    Map<String, String> added = new HashMap<>();
    if (!single.containsKey("X-RateLimit-Limit")) {
      added.putAll(RateHeaders.of(gate.look(KeyFilter.subject(ingress))));
    }
    added.put("X-Request-Id", requestId);
    added.put("X-Content-Type-Options", "nosniff");
    added.put("Cache-Control", "no-store");
    added.forEach((name, value) -> all.put(name, List.of(value)));
    single.putAll(added);
    answer.setHeaders(single);
    answer.setMultiValueHeaders(all);
  }
}
