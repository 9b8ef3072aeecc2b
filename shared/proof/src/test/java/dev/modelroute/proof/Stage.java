package dev.modelroute.proof;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.AcceptCallback.CallbackOutcome;
import dev.modelroute.core.flow.Dispatched;
import dev.modelroute.core.flow.Submitted;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.core.upkeep.AccountProof;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.memory.MemoryPollQueue.Reminder;
import dev.modelroute.testkit.memory.RawRows.Move;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A platform with one caller, one machine and queues that deliver at least once: a message is gone
 * only when it was worked off. Every step may be repeated.
 */
final class Stage {
  /** One past the longest deadline, the longest carry-on and both grace periods. */
  static final Duration LONG = Duration.ofMinutes(11);

  private static final String KEY = "order-1";

  private final PlatformOnTwins platform;
  private final Receivers receivers;
  private int polled;

  Stage(Ground ground) {
    this(new PlatformOnTwins(ground));
  }

  Stage(PlatformOnTwins platform) {
    this.platform = platform;
    receivers = new Receivers(platform);
  }

  PlatformOnTwins platform() {
    return platform;
  }

  Receivers receivers() {
    return receivers;
  }

  void submit() {
    platform.submit(KEY, body());
  }

  private static JsonObject body() {
    JsonObject.Builder body = JsonObject.builder();
    PlatformOnTwins.body().members().forEach(body::put);
    return body.put("webhook_url", "https://receiver.example/hook").build();
  }

  /** The execution, if the submit got as far as that. */
  Optional<Execution> execution() {
    List<Execution> all = Invariants.listed(platform.stores(), platform.caller().account());
    return all.stream().findFirst();
  }

  void machine() {
    platform.machine().playAll();
  }

  void timeOut() {
    platform.rows().orchestrator().machines().keySet().forEach(platform.machine()::timeOut);
  }

  /** Works off the reminders that wait now. */
  void polls() {
    List<Reminder> messages = platform.rows().polls().waiting();
    while (polled < messages.size()) {
      platform.poll(messages.get(polled).ticket());
      polled++;
    }
  }

  /** The provider calls the address it was given last. */
  void callBack() {
    List<ProviderRequest> requests = platform.alpha().submitted();
    if (requests.isEmpty()) {
      return;
    }
    String url = Objects.requireNonNull(requests.getLast().attempt().callbackUrl()).toString();
    RawCallback callback = new RawCallback(Map.of(), new byte[0]);
    String token = url.substring(url.lastIndexOf('/') + 1);
    switch (platform.useCases().callback().accept(token, callback)) {
      case CallbackOutcome.Taken(Dispatched told) -> platform.useCases().answers().give(told);
      case CallbackOutcome.Unknown ignored -> {}
      case CallbackOutcome.Forged ignored -> {}
    }
  }

  void cancel() {
    id().ifPresent(id -> platform.useCases().cancel().cancel(platform.caller().organization(), id));
  }

  /** As the caller knows it: by sending the same request again. */
  private Optional<ExecutionId> id() {
    return switch (platform.submit(KEY, body())) {
      case Submitted.Accepted(Execution execution) -> Optional.of(execution.id());
      case Submitted.Replayed(Execution execution) -> Optional.of(execution.id());
      case Submitted.KeyConflict ignored -> Optional.empty();
      case Submitted.Refused ignored -> Optional.empty();
      case Submitted.OverBudget ignored -> Optional.empty();
      case Submitted.Forbidden ignored -> Optional.empty();
    };
  }

  /** The sweeper's run of one minute. */
  void sweep() {
    platform.useCases().sweep().sweep();
    platform.useCases().resend().resend();
    receivers.resend();
  }

  /** Nobody but the sweeper is left, for as long as anything could take. */
  void sweepToTheEnd() {
    platform.time().advance(Duration.ofMinutes(2));
    sweep();
    platform.time().advance(LONG);
    sweep();
  }

  /**
   * @throws AssertionError when an invariant is broken
   */
  void checkNow() {
    Invariants.check(platform.stores(), platform.caller().account());
  }

  /**
   * @throws AssertionError when an invariant is broken, or something is left to do
   */
  void checkAtRest() {
    Invariants.checkAtRest(
        platform.stores(),
        platform.caller().account(),
        platform.rows().webhooks().events(),
        moves());
    proveBooks();
    receivers.check();
  }

  /**
   * The proof that operators run, over the same rows.
   *
   * @throws AssertionError with what it found
   */
  void proveBooks() {
    AccountProof proof = platform.useCases().prove().prove(platform.caller().account());
    if (!proof.isOk()) {
      throw new AssertionError("the books do not balance: " + proof);
    }
  }

  /** Every change of a state that was written; none where the rows are not the twins'. */
  List<Move> moves() {
    return platform.rows().raw().moves();
  }
}
