package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.DeliveryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** WT8: the same message several times at once. */
class DuplicatesTest {
  private final WebhookStage stage = new WebhookStage();

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
}
