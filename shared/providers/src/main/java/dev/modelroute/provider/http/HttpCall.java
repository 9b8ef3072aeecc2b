package dev.modelroute.provider.http;

import dev.modelroute.core.provider.ProviderRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One request to a provider.
 *
 * @param method {@code GET}, {@code POST}, …
 * @param headers without Host and Content-Length, which the client sets
 * @param body empty for a request without one; not copied
 * @param timeout total, from connect to the last byte of the answer
 * @param maxBodyBytes cap of a 2xx body; longer ones fail the exchange
 */
// Compared nowhere: the bytes are only sent.
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(
    String method,
    URI address,
    Map<String, String> headers,
    byte[] body,
    Duration timeout,
    long maxBodyBytes) {
  /** Cap of a JSON answer without inline media. */
  public static final long MAX_JSON_BYTES = 2 * 1024 * 1024;

  /** Cap of a JSON answer that holds pictures as text. */
  public static final long MAX_MEDIA_BYTES = 64 * 1024 * 1024;

  /** Cap of a request, files and all. */
  public static final long MAX_REQUEST_BYTES = 32_000_000;

  /** A POST within the time that the attempt and its route leave. */
  public static HttpCall post(
      URI address,
      Map<String, String> headers,
      byte[] body,
      ProviderRequest request,
      long maxBodyBytes) {
    Duration cap = request.route().callTimeout();
    Duration timeout = request.attempt().timeout();
    return new HttpCall(
        "POST", address, headers, body, timeout.compareTo(cap) < 0 ? timeout : cap, maxBodyBytes);
  }

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  /** Neither headers nor body nor the address's query: they may hold secrets or prompts. */
  @Override
  public String toString() {
    return "HttpCall[" + method + " " + address.getHost() + "]";
  }
}
