package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSender.Outcome;
import dev.modelroute.core.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliverWebhookTest {
  private final WebhookStage stage = new WebhookStage();

  @Test
  void a_delivery_is_signed_with_the_endpoints_secret_and_recorded() {
    Endpoint endpoint = stage.endpoint();
    DeliveryId id = stage.delivery(null);
    assertEquals(new Result.Taken(1), stage.step());

    ScriptedSender.Sent sent = stage.sent().getFirst();
    byte[] body = sent.body().getBytes(StandardCharsets.UTF_8);
    Map<String, String> signature =
        WebhookSignature.headers(
            stage.row(id).event(), WebhookStage.NOON, body, List.of(WebhookStage.SECRET));
    signature.forEach((name, value) -> assertEquals(value, sent.headers().get(name), name));
    assertEquals("ModelRoute-Webhooks/1.0", sent.headers().get("User-Agent"));
    assertEquals("application/json", sent.headers().get("Content-Type"));
    assertEquals("blue", sent.headers().get("X-Team"));
    assertFalse(sent.headers().containsKey("Host"), "reserved headers stay out");
    assertEquals(Delivery.State.DELIVERED, stage.row(id).state());
    DeliveryAttempt attempt = stage.store.attempts(id).getFirst();
    assertEquals(200, attempt.status());
    assertNull(attempt.errorClass());
    Endpoint after = stage.store.find(stage.organization, endpoint.id()).orElseThrow();
    assertEquals(WebhookStage.NOON, after.health().lastSuccess());
  }

  @Test
  void the_requests_own_address_is_signed_with_the_organisations_default_secret() {
    stage.delivery("https://example.com/own");
    stage.step();
    ScriptedSender.Sent sent = stage.sent().getFirst();
    WebhookSecret secret =
        stage
            .store
            .defaultSecrets(stage.organization, WebhookSecret.generate(new Random(77)))
            .current();
    String signed = sent.headers().get("X-Signature-Timestamp") + "." + sent.body();
    assertEquals(
        dev.modelroute.core.id.Digests.hmacSha256(
            secret.value().getBytes(StandardCharsets.UTF_8),
            signed.getBytes(StandardCharsets.UTF_8)),
        sent.headers().get("X-Signature"));
    assertEquals("https://example.com/own", sent.url());
  }

  @Test
  void an_answer_decides_what_follows() {
    // status or class, Retry-After, what follows, least and most seconds to the next attempt
    String table =
        """
        301        -           RETRY     96   144
        302        -           RETRY     96   144
        400        -           RETRY     96   144
        404        -           RETRY     96   144
        500        -           RETRY     96   144
        429        5           RETRY     120  144
        503        130         RETRY     130  156
        503        1000000000  RETRY     240  240
        503        -1          RETRY     96   144
        503        garbage     RETRY     96   144
        timeout    -           RETRY     96   144
        dns        -           RETRY     96   144
        tls        -           RETRY     96   144
        blocked    -           RETRY     96   144
        410        -           OFF       0    0
        """;
    for (String line : table.lines().toList()) {
      String[] cells = line.split(" +", -1);
      var fresh = new WebhookStage();
      fresh.endpoint();
      fresh.sender.answers(refused(cells[0], cells[1].equals("-") ? null : cells[1]));
      DeliveryId id = fresh.delivery(null);
      Result result = fresh.step();
      if (cells[2].equals("OFF")) {
        assertEquals(new Result.UsedUp(true), result, line);
        assertEquals(Delivery.State.FAILED, fresh.row(id).state(), line);
        continue;
      }
      var retry = assertInstanceOf(Result.WillRetry.class, result, line);
      long wait = Duration.between(WebhookStage.NOON, retry.at()).toSeconds();
      assertTrue(
          wait >= Long.parseLong(cells[3]) && wait <= Long.parseLong(cells[4]), line + ": " + wait);
    }
  }

  @Test
  void a_delivery_is_used_up_after_six_attempts_with_one_event_id() {
    stage.endpoint();
    stage.failures(6);
    DeliveryId id = stage.delivery(null);
    assertEquals(new Result.UsedUp(false), stage.drain());
    assertEquals(6, stage.sent().size());
    assertEquals(
        1, stage.sent().stream().map(sent -> sent.headers().get("webhook-id")).distinct().count());
    assertEquals(6, stage.sent().stream().map(WebhookStageTimes::timestamp).distinct().count());
    assertEquals(
        List.of("http_500"),
        stage.store.attempts(id).stream().map(DeliveryAttempt::errorClass).distinct().toList());
    assertEquals(Delivery.State.FAILED, stage.row(id).state());
  }

  @Test
  void the_last_attempt_may_succeed() {
    Endpoint endpoint = stage.endpoint();
    stage.failures(5);
    DeliveryId id = stage.delivery(null);
    assertEquals(new Result.Taken(6), stage.drain());
    assertEquals(Delivery.State.DELIVERED, stage.row(id).state());
    Endpoint after = stage.store.find(stage.organization, endpoint.id()).orElseThrow();
    assertEquals(0, after.health().failureCount());
  }

  @Test
  void a_wait_of_half_an_hour_is_made_of_hops_and_never_early() {
    stage.endpoint();
    stage.failures(5);
    stage.delivery(null);
    var hops = new ArrayList<Duration>();
    var posts = new ArrayList<Instant>();
    while (!stage.queue.waiting().isEmpty()) {
      switch (stage.step()) {
        case Result.Hopped(Duration delay) -> hops.add(delay);
        case Result.WillRetry ignored -> posts.add(stage.time.instant());
        case Result.Taken ignored -> posts.add(stage.time.instant());
        case Result.UsedUp ignored -> throw new AssertionError();
        case Result.Parked ignored -> throw new AssertionError();
        case Result.Deferred ignored -> throw new AssertionError();
        case Result.Ignored ignored -> throw new AssertionError();
      }
    }
    long last = Duration.between(posts.get(4), posts.get(5)).toSeconds();
    assertTrue(last >= 1_440 && last <= 2_160, "the last wait: " + last);
    assertTrue(!hops.isEmpty() && hops.size() <= 3, "hops: " + hops);
  }

  @Test
  void the_same_message_five_times_at_once_is_one_post_per_attempt() throws Exception {
    stage.endpoint();
    stage.sender.answers(WebhookStage.refused(500));
    DeliveryId id = stage.delivery(null);
    Instant due = stage.row(id).nextAttemptAt();
    for (int attempt = 1; attempt <= 2; attempt++) {
      List<Callable<Result>> same =
          Collections.nCopies(5, () -> stage.deliver.deliver(id, stage.row(id).nextAttemptAt()));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var result : threads.invokeAll(same)) {
          result.get();
        }
      }
      assertEquals(attempt, stage.sent().size());
      stage.time.advance(Duration.ofMinutes(5));
    }
    assertTrue(due.isBefore(stage.time.instant()));
    assertEquals(2, stage.store.attempts(id).size());
  }

  @Test
  void an_old_message_of_a_delivery_that_went_on_is_dropped() {
    stage.endpoint();
    stage.failures(1);
    DeliveryId id = stage.delivery(null);
    stage.step();
    int waiting = stage.queue.waiting().size();
    assertEquals(new Result.Ignored(), stage.deliver.deliver(id, WebhookStage.NOON));
    assertEquals(waiting, stage.queue.waiting().size());
    assertEquals(
        new Result.Ignored(),
        stage.deliver.deliver(DeliveryId.of(UUID.randomUUID()), WebhookStage.NOON));
  }

  @Test
  void nothing_is_sent_after_a_day() {
    stage.endpoint();
    DeliveryId id = stage.delivery(null);
    stage.time.advance(Duration.ofHours(24).plusSeconds(1));
    assertEquals(new Result.UsedUp(false), stage.step());
    assertEquals(Delivery.State.FAILED, stage.row(id).state());
    assertEquals(List.of(), stage.sent());
  }

  @Test
  void an_event_type_nobody_wants_is_never_sent() {
    stage.endpoint(EventType.FAILED);
    stage.publish.publish(stage.event(EventType.COMPLETED, null));
    assertEquals(List.of(), stage.queue.waiting());
  }

  private static Outcome refused(String word, @Nullable String retryAfter) {
    return switch (word) {
      case "timeout" -> Outcome.Refused.without(FailureClass.TIMEOUT);
      case "dns" -> Outcome.Refused.without(FailureClass.DNS);
      case "tls" -> Outcome.Refused.without(FailureClass.TLS);
      case "blocked" -> Outcome.Refused.without(FailureClass.BLOCKED_ADDRESS);
      default -> {
        int status = Integer.parseInt(word);
        FailureClass why = status / 100 == 3 ? FailureClass.REDIRECT : FailureClass.HTTP;
        yield new Outcome.Refused(why, status, retryAfter);
      }
    };
  }

  /** Reads sent headers. */
  private static final class WebhookStageTimes {
    static @Nullable String timestamp(ScriptedSender.Sent sent) {
      return sent.headers().get("webhook-timestamp");
    }
  }
}
