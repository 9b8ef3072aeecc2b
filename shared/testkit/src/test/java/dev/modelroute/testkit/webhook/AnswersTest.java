package dev.modelroute.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.DeliverWebhook.Result;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.WebhookSender.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** WT3: what a receiver answers decides what follows. */
class AnswersTest {
  /** Status or class, Retry-After, what follows, least and most seconds to the next attempt. */
  private static final String TABLE =
      """
      200        -           TAKEN     0    0
      204        -           TAKEN     0    0
      299        -           TAKEN     0    0
      301        -           RETRY     96   144
      302        -           RETRY     96   144
      400        -           RETRY     96   144
      404        -           RETRY     96   144
      500        -           RETRY     96   144
      429        5           RETRY     120  144
      503        130         RETRY     130  156
      503        1000000000  RETRY     240  240
      429        Sun,_01_Mar_2026_12:03:20_GMT  RETRY  200  240
      429        Sun,_01_Mar_2026_11:00:00_GMT  RETRY  96   144
      503        -1          RETRY     96   144
      503        garbage     RETRY     96   144
      timeout    -           RETRY     96   144
      dns        -           RETRY     96   144
      tls        -           RETRY     96   144
      blocked    -           RETRY     96   144
      410        -           OFF       0    0
      """;

  @Test
  void an_answer_decides_what_follows() {
    for (String line : TABLE.lines().toList()) {
      String[] cells = line.split(" +", -1);
      var fresh = new WebhookStage();
      fresh.endpoint();
      fresh.sender.answers(
          answer(cells[0], cells[1].equals("-") ? null : cells[1].replace('_', ' ')));
      DeliveryId id = fresh.delivery(null);
      Result result = fresh.step();
      if (cells[2].equals("TAKEN")) {
        assertEquals(new Result.Taken(1), result, line);
        assertEquals(Delivery.State.DELIVERED, fresh.row(id).state(), line);
        continue;
      }
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

  private static Outcome answer(String word, @Nullable String retryAfter) {
    return switch (word) {
      case "timeout" -> Outcome.Refused.without(FailureClass.TIMEOUT);
      case "dns" -> Outcome.Refused.without(FailureClass.DNS);
      case "tls" -> Outcome.Refused.without(FailureClass.TLS);
      case "blocked" -> Outcome.Refused.without(FailureClass.BLOCKED_ADDRESS);
      default -> {
        int status = Integer.parseInt(word);
        if (status / 100 == 2) {
          yield new Outcome.Taken(status);
        }
        FailureClass why = status / 100 == 3 ? FailureClass.REDIRECT : FailureClass.HTTP;
        yield new Outcome.Refused(why, status, retryAfter);
      }
    };
  }
}
