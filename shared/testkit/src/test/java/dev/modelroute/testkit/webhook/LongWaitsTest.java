package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.DeliverWebhook.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * WT9: waits that no queue has, made of hops; a lost message is in {@link ResendDeliveriesTest}.
 */
class LongWaitsTest {
  private final WebhookStage stage = new WebhookStage();

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
}
