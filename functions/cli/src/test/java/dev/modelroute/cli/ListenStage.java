package dev.modelroute.cli;

import dev.modelroute.cli.ScriptedServer.Reply;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An API scripted for listening, with deliveries numbered from 1. */
final class ListenStage {
  static final String SECRET = "whsec_" + "A".repeat(43) + "=";
  static final String ENDPOINT = "wh_00000000-0000-7000-8000-000000000001";
  static final String ENDPOINTS = "GET /v1/webhooks/endpoints";
  static final String CREATE = "POST /v1/webhooks/endpoints";
  static final String LIST = "GET /v1/webhooks/deliveries";
  static final Reply NO_ENDPOINT = Reply.of(200, "{'data':[],'next_cursor':null}");
  static final Reply UNAVAILABLE =
      Reply.error(503, "SERVICE_UNAVAILABLE", "Try again shortly.", "req_503");

  /** Line breaks, escapes and four-byte characters: nothing may be read and written anew. */
  static final String BODY =
      "{ \"a\" : \"h\u00e9llo \uD83D\uDE00\",\n \"b\":1.0, \"c\":\"\\u0041\"}";

  private final ScriptedServer api = new ScriptedServer();

  ScriptedServer api() {
    return api;
  }

  /** An API without an endpoint so far, and with these deliveries, newest first. */
  void apiWith(int deliveries) {
    api.on(ENDPOINTS, NO_ENDPOINT)
        .on(CREATE, Reply.of(201, "{'id':'" + ENDPOINT + "'}"))
        .on("GET /v1/webhooks/secret", Reply.of(200, "{'secret':'" + SECRET + "'}"));
    for (int number = 1; number <= deliveries; number++) {
      JsonObject delivery =
          StrictJson.trusted(row(number, 0, "2026-11-20T08:00:00Z").replace('\'', '"'))
              .with("body", Json.of(BODY));
      api.on("GET " + path(number), new Reply(200, delivery.toText(), Map.of()))
          .on("POST " + path(number) + "/attempts", Reply.of(200, "{}"));
    }
    if (deliveries == 0) {
      api.on(LIST, Reply.HELD);
    } else {
      api.on(LIST, page(deliveries), Reply.HELD);
    }
  }

  static Reply page(int deliveries) {
    return Reply.of(
        200,
        IntStream.iterate(deliveries, number -> number > 0, number -> number - 1)
            .mapToObj(number -> row(number, 0, "2026-11-20T08:00:00Z"))
            .collect(Collectors.joining(",", "{'data':[", "],'has_more':false}")));
  }

  static String row(int number, int attempts, String next) {
    return ("{'id':'%s','event_id':'%s','event_type':'execution.completed','status':'SCHEDULED',"
            + "'attempt_count':%d,'next_attempt_at':'%s','created_at':'2026-11-20T08:00:0%dZ'}")
        .formatted(id("dlv", number), event(number), attempts, next, number);
  }

  List<JsonObject> reports(int number) {
    return api.requests("POST " + path(number) + "/attempts").stream()
        .map(request -> StrictJson.trusted(request.body()))
        .toList();
  }

  static String path(int number) {
    return "/v1/webhooks/deliveries/" + id("dlv", number);
  }

  static String event(int number) {
    return id("evt", number);
  }

  static String id(String prefix, int number) {
    return prefix + "_00000000-0000-7000-8000-00000000000" + number;
  }
}
