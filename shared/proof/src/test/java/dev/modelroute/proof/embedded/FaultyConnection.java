package dev.modelroute.proof.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A connection on which a share of all requests goes wrong in ways the embedded engine never does:
 * conflicts between transactions, throttling, faults of the server, and answers that get lost after
 * the request was carried out.
 */
public final class FaultyConnection implements SdkHttpClient {
  private static final String TYPE = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#";

  private static final List<Fault> FAULTS = List.of(Fault.values());

  private final SdkHttpClient connection;
  private final int percent;
  private final Random random;
  private final Map<Fault, Long> injected = new ConcurrentHashMap<>();
  private volatile boolean faulty;

  /**
   * @param percent of the requests that go wrong while {@link #faulty}
   */
  public FaultyConnection(SdkHttpClient connection, int percent, long seed) {
    this.connection = connection;
    this.percent = percent;
    random = new Random(seed);
  }

  private enum Fault {
    CONFLICT,
    THROTTLE,
    SERVER_FAULT,
    ANSWER_LOST
  }

  /** From now on requests go wrong, or no longer. */
  public void faulty(boolean now) {
    faulty = now;
  }

  /** How many of each kind went wrong. */
  public Map<String, Long> injected() {
    Map<String, Long> counts = new TreeMap<>();
    FAULTS.forEach(fault -> counts.put(fault.name(), injected.getOrDefault(fault, 0L)));
    return counts;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest real = connection.prepareRequest(request);
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return !faulty || random.nextInt(100) >= percent
            ? real.call()
            : fail(FAULTS.get(random.nextInt(FAULTS.size())), target, real);
      }

      @Override
      public void abort() {
        real.abort();
      }
    };
  }

  private HttpExecuteResponse fail(Fault fault, String target, ExecutableHttpRequest real)
      throws IOException {
    boolean transaction = target.endsWith(".TransactWriteItems");
    Fault fitting = fault == Fault.CONFLICT && !transaction ? Fault.THROTTLE : fault;
    injected.merge(fitting, 1L, Long::sum);
    return switch (fitting) {
      case CONFLICT ->
          answer(
              400,
              TYPE
                  + "TransactionCanceledException\",\"Message\":\"injected\","
                  + "\"CancellationReasons\":[{\"Code\":\"TransactionConflict\"}]}");
      case THROTTLE -> answer(400, TYPE + "ThrottlingException\",\"message\":\"injected\"}");
      case SERVER_FAULT -> answer(500, TYPE + "InternalServerError\",\"message\":\"injected\"}");
      case ANSWER_LOST -> {
        try (AbortableInputStream body = real.call().responseBody().orElseThrow()) {
          body.readAllBytes();
        }
        throw new SocketTimeoutException("injected, after " + target);
      }
    };
  }

  private static HttpExecuteResponse answer(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", String.valueOf(bytes.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  @Override
  public void close() {
    connection.close();
  }
}
