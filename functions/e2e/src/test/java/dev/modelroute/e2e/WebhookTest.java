package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.testkit.webhook.Behaviour;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import dev.modelroute.testkit.webhook.ScriptedReceiver.Received;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events at receivers on this machine. */
final class WebhookTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Platform platform = Platform.shared();
  private final Api api = platform.tenant().api();
  private final ScriptedReceiver receiver = ScriptedReceiver.start();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void a_registered_endpoint_gets_signed_events() throws Exception {
    Answer endpoint = register(api, receiver.url("registered"), "");
    String id = api.accepted("sim-image", "{'prompt':'p'}");
    List<Received> events = await(receiver, 2);
    assertEquals(List.of("execution.completed", "execution.started"), types(events));
    for (Received event : events) {
      assertEvent(event, id, endpoint.text("secret"));
    }
    JsonObject shown = api.get("/v1/webhooks/endpoints/" + endpoint.text("id")).with(200).json();
    assertTrue(!shown.has("secret"), shown::toText);
  }

  @Test
  void a_requests_own_address_gets_signed_events() throws Exception {
    String secret = api.get("/v1/webhooks/secret").with(200).text("secret");
    String id =
        api.accepted(
            "sim-image",
            "{'prompt':'p','outcome':'CONTENT_MODERATION_REJECTED'}",
            "'webhook_url':'" + receiver.url("own") + "'");
    List<Received> events = await(receiver, 2);
    assertEquals(List.of("execution.failed", "execution.started"), types(events));
    for (Received event : events) {
      assertEvent(event, id, secret);
    }
    Received failed = events.stream().filter(ofType("execution.failed")).findFirst().orElseThrow();
    assertEquals(
        api.get("/v1/executions/" + id).json(),
        StrictJson.trusted(failed.body()).object("data").orElseThrow());
  }

  @Test
  void an_endpoint_gets_the_events_it_asked_for_until_it_is_deleted() {
    Answer endpoint = register(api, receiver.url("some"), ",'events':['execution.cancelled']");
    api.run("sim-text", "{'prompt':'p'}");
    String id = api.accepted("sim-image", "{'prompt':'p','delay_ms':3000}");
    api.post("/v1/executions/" + id + "/cancel", "{}").with(200);
    assertEquals(List.of("execution.cancelled"), types(await(receiver, 1)));

    api.delete("/v1/webhooks/endpoints/" + endpoint.text("id")).with(204);
    assertEquals(List.of(), api.get("/v1/webhooks/endpoints").data());
    try (ScriptedReceiver witness = ScriptedReceiver.start()) {
      api.accepted("sim-text", "{'prompt':'p'}", "'webhook_url':'" + witness.url("witness") + "'");
      await(witness, 2);
    }
    assertEquals(1, receiver.received().size());
  }

  /** The first retry comes after two minutes. */
  @Test
  void a_receiver_that_fails_first_gets_the_event_again() throws Exception {
    Api caller = Platform.fast().tenant().api();
    receiver.answering(Behaviour.status(500), Behaviour.status(200));
    Answer endpoint = register(caller, receiver.url("flaky"), ",'events':['execution.completed']");
    String id = caller.accepted("sim-text", "{'prompt':'p'}");
    List<Received> events = await(receiver, 2);
    assertEquals(
        events.getFirst().headers().get("webhook-id"), events.get(1).headers().get("webhook-id"));
    assertEquals(events.getFirst().body(), events.get(1).body());
    assertEquals(id, Answer.text(StrictJson.trusted(events.get(1).body()), "execution_id"));
    assertEquals(
        "ACTIVE", caller.get("/v1/webhooks/endpoints/" + endpoint.text("id")).text("status"));
  }

  @Test
  void a_pulled_delivery_waits_until_it_is_reported_and_is_there_again_after_a_resend() {
    String endpoint = api.post("/v1/webhooks/endpoints", "{'mode':'pull'}").with(201).text("id");
    String id = api.post("/v1/webhooks/endpoints/" + endpoint + "/test", "").with(202).text("id");
    String waiting =
        "/v1/webhooks/deliveries?endpoint_id=" + endpoint + "&status=SCHEDULED&wait=20";
    assertEquals(id, api.get(waiting).with(200).data().getFirst().string("id").orElseThrow());
    String delivery = "/v1/webhooks/deliveries/" + id;
    JsonObject body = StrictJson.trusted(api.get(delivery).with(200).text("body"));
    assertEquals(Optional.of(true), body.bool("test"));

    Answer failed =
        api.post(delivery + "/attempts", "{'status_code':500,'latency_ms':3}").with(201);
    assertEquals("FAILED", failed.text("status"));
    api.post(delivery + "/resend", "").with(202);
    assertEquals(id, api.get(waiting).with(200).data().getFirst().string("id").orElseThrow());
    api.post(delivery + "/attempts", "{'status_code':204}").with(201);
    Answer over = api.get(delivery).with(200);
    assertEquals("DELIVERED", over.text("status"));
    assertEquals(2, over.json().array("attempts").orElseThrow().items().size());
    api.post(delivery + "/attempts", "{'status_code':204}").with(409);
  }

  @Test
  void a_receiver_that_is_gone_is_off_until_enabled_and_then_gets_what_it_missed() {
    receiver.answering(Behaviour.status(410), Behaviour.status(200));
    Answer endpoint = register(api, receiver.url("gone"), ",'events':['execution.completed']");
    String path = "/v1/webhooks/endpoints/" + endpoint.text("id");
    String first = api.accepted("sim-text", "{'prompt':'p'}");
    Waiting.until(PATIENCE, () -> api.get(path).text("status").equals("DISABLED_GONE"));
    String second = api.accepted("sim-text", "{'prompt':'p'}");
    Waiting.until(PATIENCE, () -> deliveries(second, "PARKED") == 1);
    assertEquals(1, receiver.received().size());

    assertEquals("ACTIVE", api.post(path + "/enable", "").with(200).text("status"));
    await(receiver, 2);
    api.post(path + "/recover", "{'since':'" + endpoint.text("created_at") + "'}").with(202);
    await(receiver, 3);
    Waiting.until(PATIENCE, () -> deliveries(first, "DELIVERED") == 1);
    Waiting.until(PATIENCE, () -> deliveries(second, "DELIVERED") == 1);
    assertEquals(
        List.of(first, second, first),
        receiver.received().stream()
            .map(event -> Answer.text(StrictJson.trusted(event.body()), "execution_id"))
            .toList());
  }

  private int deliveries(String execution, String status) {
    return api.get("/v1/webhooks/deliveries?execution_id=" + execution + "&status=" + status)
        .with(200)
        .data()
        .size();
  }

  @Test
  void metadata_services_and_other_schemes_are_no_receivers() {
    for (String url : List.of("http://169.254.169.254/latest", "ftp://127.0.0.1/", "nonsense")) {
      Answer refused = api.post("/v1/webhooks/endpoints", "{'url':'" + url + "'}").with(400);
      assertTrue(refused.detail().startsWith("url "), refused::toString);
    }
  }

  private static Answer register(Api api, String url, String more) {
    return api.post("/v1/webhooks/endpoints", "{'url':'" + url + "'" + more + "}").with(201);
  }

  private static List<Received> await(ScriptedReceiver receiver, int count) {
    Waiting.until(PATIENCE, () -> receiver.received().size() >= count);
    return receiver.received();
  }

  private static List<String> types(List<Received> events) {
    return events.stream()
        .map(event -> Answer.text(StrictJson.trusted(event.body()), "type"))
        .sorted()
        .toList();
  }

  private static Predicate<Received> ofType(String type) {
    return event -> Answer.text(StrictJson.trusted(event.body()), "type").equals(type);
  }

  private static void assertEvent(Received event, String execution, String secret)
      throws Exception {
    Api.assertKeepsSecrets(event.headers() + event.body());
    JsonObject body = StrictJson.trusted(event.body());
    assertEquals(execution, Answer.text(body, "execution_id"));
    assertEquals(Answer.text(body, "type"), Answer.text(body, "event_type"));
    assertEquals(Answer.text(body, "id"), event.headers().get("webhook-id"));
    assertEquals("ModelRoute-Webhooks/1.0", event.headers().get("user-agent"));

    new Webhook(secret).verify(event.body(), standardHeaders(event));
    String signed = event.headers().get("x-signature-timestamp") + "." + event.body();
    assertEquals(
        Digests.hmacSha256(
            secret.getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8)),
        event.headers().get("x-signature"));
  }

  private static HttpHeaders standardHeaders(Received event) {
    Map<String, List<String>> headers =
        event.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}
