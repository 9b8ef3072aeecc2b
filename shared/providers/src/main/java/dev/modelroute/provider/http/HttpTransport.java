package dev.modelroute.provider.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of every adapter: one request per call and never a second one, no redirects, no
 * proxies, a deadline over the whole exchange, capped bodies. It logs nothing.
 */
public final class HttpTransport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .proxy(HttpClient.Builder.NO_PROXY)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /** Sends one request and waits for its end, at most the call's timeout. */
  public Exchange send(HttpCall call) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request(call), info -> body(call, info));
    try {
      // The request's own timeout would end at the headers; this one holds for the last byte too.
      HttpResponse<byte[]> response = answer.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Exchange.Answered(
          new HttpReply(response.statusCode(), response.headers(), response.body()));
    } catch (TimeoutException deadline) {
      answer.cancel(true);
      return new Exchange.InDoubt(Exchange.Cause.DEADLINE, "the deadline of the call passed");
    } catch (InterruptedException stopped) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Exchange.InDoubt(Exchange.Cause.CONNECTION_LOST, "the call was interrupted");
    } catch (ExecutionException failure) {
      return classify(failure.getCause());
    }
  }

  private static HttpResponse.BodySubscriber<byte[]> body(
      HttpCall call, HttpResponse.ResponseInfo info) {
    boolean success = info.statusCode() >= 200 && info.statusCode() < 300;
    return success
        ? new CappedBody(call.maxBodyBytes(), false)
        : new CappedBody(MAX_ERROR_BYTES, true);
  }

  private static HttpRequest request(HttpCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.address())
            .method(
                call.method(),
                call.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(call.body()))
            .setHeader("User-Agent", "ModelRoute/1.0");
    call.headers().forEach(request::setHeader);
    return request.build();
  }

  /** Only failures that precede the send are called so; every other one is in doubt. */
  private static Exchange classify(@Nullable Throwable failure) {
    if (!(failure instanceof IOException io)) {
      throw new IllegalStateException("the request could not be made", failure);
    }
    if (is(io, HttpConnectTimeoutException.class)) {
      return new Exchange.NotSent("connect timed out");
    }
    if (is(io, UnknownHostException.class) || is(io, UnresolvedAddressException.class)) {
      return new Exchange.NotSent("the host is unknown");
    }
    if (is(io, ConnectException.class)) {
      return new Exchange.NotSent("connect failed");
    }
    if (is(io, SSLHandshakeException.class)) {
      return new Exchange.NotSent("the TLS handshake failed");
    }
    return is(io, CappedBody.TooLargeException.class)
        ? new Exchange.InDoubt(Exchange.Cause.TOO_LARGE, "the answer was over its cap")
        : new Exchange.InDoubt(Exchange.Cause.CONNECTION_LOST, "the connection was lost");
  }

  /** The client wraps some failures in an exception of the same kind, and others in a plain one. */
  private static boolean is(IOException failure, Class<? extends Exception> type) {
    return type.isInstance(failure) || type.isInstance(failure.getCause());
  }
}
