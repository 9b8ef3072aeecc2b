package dev.modelroute.provider.http;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer with its whole body; of an error's body the first 64 KiB.
 *
 * @param status any status: redirects are not followed
 */
// Compared nowhere: the bytes are only parsed.
@SuppressWarnings("ArrayRecordComponent")
public record HttpReply(int status, HttpHeaders headers, byte[] body) {

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Whether the answer says of itself that it is JSON. */
  public boolean isJson() {
    return header("content-type").filter(type -> type.contains("json")).isPresent();
  }

  /** The body, where it says that it is JSON and is an object; empty otherwise. */
  public Optional<JsonObject> json() {
    if (!isJson()) {
      return Optional.empty();
    }
    try {
      return Optional.of(StrictJson.parseObject(body));
    } catch (MalformedJsonException malformed) {
      return Optional.empty();
    }
  }

  /** The body as text, for the operator's eyes. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "HttpReply[" + status + ", " + body.length + " bytes]";
  }
}
