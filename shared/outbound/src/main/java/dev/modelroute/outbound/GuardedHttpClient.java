package dev.modelroute.outbound;

import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.TargetAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Calls addresses that are not ours. The address is checked as text and again as what its name
 * resolves to; nothing is followed, repeated, remembered or reused; one deadline bounds everything.
 * Safe for use by many threads; expects to be called from virtual ones.
 */
public final class GuardedHttpClient implements AutoCloseable {
  private static final int BUFFER_BYTES = 8_192;

  private final AddressPolicy policy;
  private final CloseableHttpClient client;

  public GuardedHttpClient(AddressPolicy policy, NameResolver names, SSLContext tls) {
    this.policy = policy;
    this.client = ClientSettings.client(new GuardedDnsResolver(policy, names), tls);
  }

  Exchange post(
      String url, Map<String, String> headers, byte[] body, Duration deadline, BodySink sink) {
    return call(
        url,
        address -> {
          var request = new HttpPost(address);
          headers.forEach(request::addHeader);
          request.setEntity(new ByteArrayEntity(body, null));
          return request;
        },
        deadline,
        sink);
  }

  Exchange get(String url, Duration deadline, BodySink sink) {
    return call(url, HttpGet::new, deadline, sink);
  }

  /** Makes a request for an address. */
  private interface Requests {
    HttpUriRequestBase make(URI address);
  }

  private Exchange call(String url, Requests requests, Duration deadline, BodySink sink) {
    return switch (TargetAddress.check(url, policy)) {
      case TargetAddress.Checked.Refused ignored ->
          new Exchange.Failed(FailureClass.BLOCKED_ADDRESS);
      case TargetAddress.Checked.Allowed(TargetAddress target) ->
          inTime(target, requests.make(target.uri()), deadline, sink);
    };
  }

  /**
   * The one deadline. The caller waits for it and not for the call: neither a look-up nor a slow
   * body can be ended by a timeout of the client, and a look-up not even by closing the socket.
   */
  private Exchange inTime(
      TargetAddress target, HttpUriRequestBase request, Duration deadline, BodySink sink) {
    var call = new FutureTask<>(() -> exchange(target, request, sink));
    Thread worker = Thread.ofVirtual().name("outbound").start(call);
    try {
      return call.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return abandon(request, worker, sink);
    } catch (InterruptedException stopped) {
      abandon(request, worker, sink);
      Thread.currentThread().interrupt();
      return new Exchange.Failed(FailureClass.TIMEOUT);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("an outbound call broke", failure.getCause());
    }
  }

  private static Exchange abandon(HttpUriRequestBase request, Thread worker, BodySink sink) {
    sink.leave();
    request.abort();
    worker.interrupt();
    return new Exchange.Failed(FailureClass.TIMEOUT);
  }

  private Exchange exchange(TargetAddress target, HttpUriRequestBase request, BodySink sink) {
    URI uri = target.uri();
    var host = new HttpHost(uri.getScheme(), target.host(), target.port());
    try {
      return read(client.executeOpen(host, request, null), sink);
    } catch (BodySink.TargetException ours) {
      return new Exchange.TargetFailed(ours.failure());
    } catch (IOException failure) {
      return new Exchange.Failed(FailureClasses.of(failure));
    } finally {
      // Closing the response would read the rest of its body first; this drops the connection.
      request.abort();
    }
  }

  private static Exchange read(ClassicHttpResponse response, BodySink sink) throws IOException {
    Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    String wish = retryAfter == null ? null : retryAfter.getValue();
    HttpEntity entity = response.getEntity();
    if (entity == null || !sink.wants(response.getCode())) {
      return new Exchange.Answered(response.getCode(), wish, 0, false);
    }
    long total = 0;
    InputStream body = entity.getContent();
    byte[] buffer = new byte[BUFFER_BYTES];
    // One byte over the cap tells a body that just fits from one that goes on.
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      int fits = (int) Math.min(read, sink.maxBytes() - total);
      sink.write(buffer, fits);
      total += fits;
      if (fits < read) {
        return new Exchange.Answered(response.getCode(), wish, total, true);
      }
    }
    return new Exchange.Answered(response.getCode(), wish, total, false);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
