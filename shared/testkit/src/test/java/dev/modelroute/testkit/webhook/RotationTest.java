package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.RotateSecret;
import dev.modelroute.core.webhook.RotateSecret.Rotated;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** WT2: a secret is changed while deliveries go on. */
class RotationTest {
  private final WebhookStage stage = new WebhookStage();
  private final Endpoint endpoint = stage.endpoint();
  private final RotateSecret rotate = new RotateSecret(stage.store, stage.time, new Random(41));

  @Test
  void the_old_secret_verifies_for_a_day_and_the_plain_signature_is_the_new_ones_at_once() {
    WebhookSecret next = rotated().current();
    // after the rotation, whether the old secret still verifies
    String table =
        """
        PT0S         yes
        PT23H59M     yes
        PT23H59M59S  yes
        PT24H        no
        PT24H1M      no
        """;
    for (String line : table.lines().toList()) {
      String[] cells = line.split(" +", -1);
      stage.time.set(WebhookStage.NOON.plus(Duration.parse(cells[0])));
      ScriptedSender.Sent sent = sent();
      assertTrue(standard(sent).contains(signatures(sent, next)[1]), line);
      assertEquals(
          cells[1].equals("yes"),
          standard(sent).contains(signatures(sent, WebhookStage.SECRET)[1]),
          line);
      assertEquals(signatures(sent, next)[0], sent.headers().get("X-Signature"), line);
    }
  }

  @Test
  void no_more_than_two_secrets_are_ever_live() {
    WebhookSecret second = rotated().current();
    WebhookSecret third = rotated().current();
    ScriptedSender.Sent sent = sent();
    assertEquals(2, standard(sent).size());
    assertTrue(standard(sent).contains(signatures(sent, third)[1]));
    assertTrue(standard(sent).contains(signatures(sent, second)[1]));
    assertFalse(standard(sent).contains(signatures(sent, WebhookStage.SECRET)[1]));
    assertNotEquals(second, third);
  }

  @Test
  void the_old_secret_is_told_with_its_end_and_nothing_else_changes() {
    SigningSecrets secrets = rotated();
    assertEquals(WebhookStage.SECRET, secrets.previous());
    Instant until = WebhookStage.NOON.plus(Duration.ofHours(24));
    assertEquals(until, secrets.previousUntil());
    Endpoint after = stage.now(endpoint);
    assertEquals(endpoint.url(), after.url());
    assertEquals(endpoint.health(), after.health());
  }

  @Test
  void one_that_pulls_and_one_that_is_missing_have_no_secret_to_change() {
    assertEquals(
        new Rotated.NoSecret(), rotate.rotate(stage.organization, stage.pulling().id().value()));
    assertEquals(new Rotated.NotFound(), rotate.rotate(stage.organization, "wh_1"));
  }

  private SigningSecrets rotated() {
    return assertInstanceOf(
            Rotated.Done.class, rotate.rotate(stage.organization, endpoint.id().value()))
        .secrets();
  }

  private ScriptedSender.Sent sent() {
    stage.delivery(null);
    stage.step();
    return stage.sent().getLast();
  }

  private static Set<String> standard(ScriptedSender.Sent sent) {
    return Set.of(sent.headers().getOrDefault("webhook-signature", "").split(" ", -1));
  }

  /** What one secret alone would sign this POST with: plain and standard. */
  private static String[] signatures(ScriptedSender.Sent sent, WebhookSecret secret) {
    var headers =
        WebhookSignature.headers(
            new EventId(sent.headers().getOrDefault("webhook-id", "")),
            Instant.ofEpochSecond(
                Long.parseLong(sent.headers().getOrDefault("webhook-timestamp", ""))),
            sent.body().getBytes(StandardCharsets.UTF_8),
            List.of(secret));
    return new String[] {
      headers.getOrDefault("X-Signature", ""), headers.getOrDefault("webhook-signature", "")
    };
  }
}
