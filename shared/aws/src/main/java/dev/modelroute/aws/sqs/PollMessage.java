package dev.modelroute.aws.sqs;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/** The body of a poll message: {@code {"execution_id":"exec_…","attempt":1,"n":0}}. */
public final class PollMessage {
  private static final String EXECUTION_ID = "execution_id";
  private static final String ATTEMPT = "attempt";
  private static final String N = "n";

  private PollMessage() {}

  public static String format(PollTicket ticket) {
    return JsonObject.builder()
        .put(EXECUTION_ID, ticket.execution().value())
        .put(ATTEMPT, ticket.attempt())
        .put(N, ticket.n())
        .build()
        .toText();
  }

  /** Reads a body; empty when it is none of ours. */
  public static Optional<PollTicket> parse(String body) {
    Optional<JsonObject> json = MessageBody.parse(body);
    Optional<ExecutionId> execution =
        json.flatMap(message -> message.string(EXECUTION_ID)).flatMap(ExecutionId::parse);
    if (json.isEmpty() || execution.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt attempt = MessageBody.count(json.get(), ATTEMPT);
    OptionalInt n = MessageBody.count(json.get(), N);
    return attempt.isPresent() && n.isPresent()
        ? Optional.of(new PollTicket(execution.get(), attempt.getAsInt(), n.getAsInt()))
        : Optional.empty();
  }
}
