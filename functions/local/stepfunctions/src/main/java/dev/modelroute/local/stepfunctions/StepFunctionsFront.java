package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The Step Functions API over loopback HTTP, in AWS JSON 1.0, so that the real client can be
 * pointed at it. Signatures are not looked at.
 *
 * <p>Serves CreateStateMachine, DescribeStateMachine, StartExecution, DescribeExecution,
 * ListExecutions, StopExecution, GetExecutionHistory, SendTaskSuccess, SendTaskFailure and
 * SendTaskHeartbeat; any other operation is {@code UnknownOperationException}.
 */
public final class StepFunctionsFront implements AutoCloseable {

  private static final String TARGET_START = "AWSStepFunctions.";
  private static final int BODY_LIMIT_BYTES = 2 * 1_048_576;
  private static final int BACKLOG = 1_024;
  private static final int OK = 200;
  private static final int CLIENT_FAULT = 400;
  private static final int SERVER_FAULT = 500;

  private final HttpServer server;
  private final ExecutorService executor;
  private final ApiOperations operations;

  /** Listens on that port of 127.0.0.1; 0 = any free one. */
  public StepFunctionsFront(StateMachines machines, int port) throws IOException {
    // Without it every answer waits for the client's delayed acknowledgement (40 ms). It is read
    // once per process, when the first server is made.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    this.operations = new ApiOperations(machines);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where clients reach it, e.g. {@code http://127.0.0.1:4566}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = OK;
      byte[] answer;
      try {
        answer = answer(exchange);
      } catch (ApiFault fault) {
        status = CLIENT_FAULT;
        answer = fault.body();
      } catch (RuntimeException bug) {
        status = SERVER_FAULT;
        answer = new ApiFault("InternalFailure", String.valueOf(bug)).body();
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT_BYTES + 1);
    if (body.length > BODY_LIMIT_BYTES) {
      throw ApiFault.invalid("The request is too large");
    }
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target == null || !target.startsWith(TARGET_START)) {
      throw new ApiFault("UnknownOperationException", "No operation is named");
    }
    String operation = target.substring(TARGET_START.length());
    return Json.write(operations.call(operation, parse(body))).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode parsed = Json.parse(new String(body, StandardCharsets.UTF_8));
      if (parsed.isObject()) {
        return parsed;
      }
    } catch (JsonProcessingException malformed) {
      // Falls through to the same answer as for JSON that is no object.
    }
    throw new ApiFault("SerializationException", "The body is not a JSON object");
  }

  /** Stops listening at once; executions go on. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
