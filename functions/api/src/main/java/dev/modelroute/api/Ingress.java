package dev.modelroute.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import io.micronaut.http.HttpRequest;
import io.micronaut.servlet.http.ServletHttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only the gateway's event knows of a request. Besides the entry point this is the one place
 * that sees that event.
 */
final class Ingress {
  private static final String UNKNOWN = "unknown";
  private static final int BASE64_GROUP = 4;
  private static final int BYTES_PER_GROUP = 3;

  private final APIGatewayProxyRequestEvent event;

  private Ingress(APIGatewayProxyRequestEvent event) {
    this.event = event;
  }

  static Ingress of(APIGatewayProxyRequestEvent event) {
    return new Ingress(event);
  }

  static Ingress of(HttpRequest<?> request) {
    Object nativeRequest = ((ServletHttpRequest<?, ?>) request).getNativeRequest();
    return new Ingress((APIGatewayProxyRequestEvent) nativeRequest);
  }

  /** Names the request; a name the client or the gateway gave it is overwritten. */
  void assignRequestId(String requestId) {
    @Nullable ProxyRequestContext context = event.getRequestContext();
    if (context == null) {
      context = new ProxyRequestContext();
      event.setRequestContext(context);
    }
    context.setRequestId(requestId);
  }

  String requestId() {
    return Optional.ofNullable(event.getRequestContext())
        .map(ProxyRequestContext::getRequestId)
        .orElse(UNKNOWN);
  }

  /** As the gateway saw it; forwarded-for headers are the client's own words. */
  String sourceIp() {
    return Optional.ofNullable(event.getRequestContext())
        .map(ProxyRequestContext::getIdentity)
        .map(RequestIdentity::getSourceIp)
        .orElse(UNKNOWN);
  }

  /** An upper bound of the body's bytes, without decoding it. */
  long bodyLength() {
    @Nullable String body = event.getBody();
    if (body == null) {
      return 0;
    }
    return isBase64()
        ? (long) body.length() / BASE64_GROUP * BYTES_PER_GROUP
        : body.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The body's bytes; a charset that the client names changes nothing, JSON is UTF-8. */
  byte[] body() {
    @Nullable String body = event.getBody();
    if (body == null) {
      return new byte[0];
    }
    if (!isBase64()) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException malformed) {
      throw new RequestRefusedException(Refusal.invalid("The body could not be read."));
    }
  }

  private boolean isBase64() {
    return Boolean.TRUE.equals(event.getIsBase64Encoded());
  }
}
