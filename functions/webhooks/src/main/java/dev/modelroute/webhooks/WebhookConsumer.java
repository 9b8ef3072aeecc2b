package dev.modelroute.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.ReopenDeliveries;
import dev.modelroute.core.webhook.WebhookQueue;
import dev.modelroute.wiring.JsonLog;
import dev.modelroute.wiring.ObjectGraph;
import dev.modelroute.wiring.SqsBatch;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Consumes the webhook queue: an SQS batch in, {@code batchItemFailures} with our own faults out.
 */
public final class WebhookConsumer extends MicronautRequestStreamHandler {
  @Inject PublishEvent publish;
  @Inject DeliverWebhook deliver;
  @Inject ReopenDeliveries reopen;
  @Inject WebhookQueue queue;
  @Inject JsonLog log;

  /** As Lambda makes it. */
  public WebhookConsumer() {
    this(ObjectGraph.start());
  }

  /** Inside a process that has a context already. */
  public WebhookConsumer(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void execute(InputStream input, OutputStream output, Context context)
      throws IOException {
    WebhookBatch batch =
        new WebhookBatch(
            new WebhookBatch.Verbs(publish, deliver, reopen),
            unreadable -> {
              queue.bury(unreadable.body());
              log.error("webhook_message_unreadable", Map.of("message_id", unreadable.messageId()));
            },
            new ConsumerLog(log));
    List<QueueMessage> messages =
        SqsBatch.read(input).messages().stream()
            .map(message -> new QueueMessage(message.id(), message.body()))
            .toList();
    output.write(SqsBatch.answer(batch.handle(messages)));
  }
}
