package dev.modelroute.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import dev.modelroute.aws.sqs.PollMessage;
import dev.modelroute.core.flow.PollExecution;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.flow.TaskAnswers;
import dev.modelroute.wiring.FunctionWiring;
import dev.modelroute.wiring.JsonLog;
import dev.modelroute.wiring.SqsBatch;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Consumes poll reminders. A message nobody can read is dropped with an alarm; one that met a fault
 * of ours comes again, and after five times lies in the dead-letter queue.
 */
public final class PollConsumer extends MicronautRequestStreamHandler {
  @Inject PollExecution pollExecution;
  @Inject TaskAnswers answers;
  @Inject JsonLog log;

  /** As Lambda makes it. */
  public PollConsumer() {
    this(FunctionWiring.start());
  }

  /** Inside a process that has a context already. */
  public PollConsumer(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void execute(InputStream input, OutputStream output, Context context)
      throws IOException {
    List<String> failed = new ArrayList<>();
    for (SqsBatch.Message message : SqsBatch.read(input).messages()) {
      if (!consume(message)) {
        failed.add(message.id());
      }
    }
    output.write(SqsBatch.answer(failed));
  }

  private boolean consume(SqsBatch.Message message) {
    Optional<PollTicket> ticket = PollMessage.parse(message.body());
    if (ticket.isEmpty()) {
      log.error("poll_message_unreadable", Map.of("message_id", message.id()));
      return true;
    }
    try {
      answers.give(pollExecution.poll(ticket.get()));
      return true;
    } catch (RuntimeException fault) {
      // One bad message must not send its whole batch round again.
      log.fault("poll_failed", fault, Map.of("execution_id", ticket.get().execution().value()));
      return false;
    }
  }
}
