package dev.modelroute.provider.simulator;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated provider. It keeps nothing between calls: a job's state says when it is ready and
 * how it ends, and its id depends on the idempotency token only, so a repeated submit is the same
 * job.
 *
 * <p>Fields a route has {@code fixed} win over the input's. {@code outcome_by_default} there is
 * what an input that names no outcome gets.
 */
public final class SimulatorAdapter implements ProviderAdapter {
  private static final Duration LATENESS = Duration.ofSeconds(90);
  private static final String READY_AT = "ready_at";
  private static final String ATTEMPT = "attempt";

  private final InstantSource clock;
  private final Pause pause;
  private final Schedule schedule;
  private final CallbackCaller caller;
  private final CallbackSignature signature;

  /**
   * @param secret key that callbacks are signed with; any bytes, at least 16
   */
  public SimulatorAdapter(
      InstantSource clock, Pause pause, Schedule schedule, CallbackCaller caller, byte[] secret) {
    this.clock = clock;
    this.pause = pause;
    this.schedule = schedule;
    this.caller = caller;
    this.signature = new CallbackSignature(secret);
  }

  @Override
  public String provider() {
    return "simulator";
  }

  @Override
  public boolean isConfigured(Route route) {
    return true;
  }

  @Override
  public ProviderRequest translate(Route route, CanonicalInput input, AttemptContext attempt) {
    JsonObject body = input.fields().with("modality", Json.of(input.modality().text()));
    for (Map.Entry<String, Json> field : route.fixed().members().entrySet()) {
      body = body.with(field.getKey(), field.getValue());
    }
    return new ProviderRequest(route, route.id().model(), body, Map.of(), attempt);
  }

  @Override
  public ProviderResult submit(ProviderRequest request) {
    Optional<Scenario> scenario = Scenario.ofRequest(request.body());
    if (scenario.isEmpty()) {
      return failed(
          AttemptFailure.stop(ErrorCode.INPUT_VALIDATION_ERROR, "a knob is out of range"));
    }
    int attempt = attemptNumber(request.attempt().idempotencyToken());
    return request.route().mode() == RouteMode.SYNC
        ? answer(scenario.get(), attempt, request.attempt().timeout())
        : accept(scenario.get(), attempt, request);
  }

  private ProviderResult answer(Scenario scenario, int attempt, Duration timeout) {
    boolean inTime = scenario.delay().compareTo(timeout) <= 0;
    try {
      pause.pause(inTime ? scenario.delay() : timeout);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return failed(AttemptFailure.inDoubt(ErrorCode.SERVICE_UNAVAILABLE, "interrupted"));
    }
    if (!inTime) {
      return failed(AttemptFailure.inDoubt(ErrorCode.GENERATION_TIMEOUT, "no answer in time"));
    }
    Optional<ErrorCode> failure = scenario.failureOf(attempt);
    return failure.isPresent()
        ? failed(SimulatorErrors.of(failure.get()))
        : SimulatedOutput.of(scenario, pause);
  }

  private ProviderResult accept(Scenario scenario, int attempt, ProviderRequest request) {
    Optional<ErrorCode> refusal = scenario.failureOf(attempt).filter(SimulatorErrors::refusesJob);
    if (refusal.isPresent()) {
      return failed(SimulatorErrors.of(refusal.get()));
    }
    String id = "sim_" + Digests.sha256(request.attempt().idempotencyToken()).substring(0, 24);
    JsonObject state =
        scenario
            .toJson()
            .with(READY_AT, Json.of(clock.instant().plus(scenario.delay()).toString()))
            .with(ATTEMPT, Json.of(attempt));
    URI target = request.attempt().callbackUrl();
    if (request.route().mode() == RouteMode.CALLBACK && target != null) {
      scheduleCallbacks(scenario, id, target);
    }
    return new ProviderResult.Accepted(new ProviderJob(request.route().id(), id, state));
  }

  private void scheduleCallbacks(Scenario scenario, String job, URI target) {
    Runnable call = () -> call(job, target);
    switch (scenario.callback()) {
      case NORMAL -> schedule.after(scenario.delay(), call);
      case LOST -> {}
      case LATE -> schedule.after(scenario.delay().plus(LATENESS), call);
      case DUPLICATE -> {
        schedule.after(scenario.delay(), call);
        schedule.after(scenario.delay(), call);
      }
    }
  }

  private void call(String job, URI target) {
    byte[] body = JsonWriter.bytes(JsonObject.builder().put("id", job).build());
    caller.post(target, signature.headers("msg_" + job, clock.instant(), body), body);
  }

  @Override
  public ProviderResult poll(ProviderJob job) {
    Optional<Scenario> scenario = Scenario.ofState(job.state());
    Optional<Instant> readyAt = readyAt(job.state());
    if (scenario.isEmpty() || readyAt.isEmpty()) {
      return failed(AttemptFailure.nextRoute(ErrorCode.GENERATION_FAILED, "no such job"));
    }
    if (clock.instant().isBefore(readyAt.get())) {
      return new ProviderResult.Running(null);
    }
    int attempt = job.state().number(ATTEMPT).map(Number::intValue).orElse(1);
    Optional<ErrorCode> failure = scenario.get().failureOf(attempt);
    return failure.isPresent()
        ? failed(SimulatorErrors.ofJob(failure.get()))
        : SimulatedOutput.of(scenario.get(), pause);
  }

  @Override
  public CallbackCheck verify(RawCallback callback) {
    return signature.check(callback, clock.instant());
  }

  @Override
  public void cancel(ProviderJob job) {
    // A job is nothing but its state, and that belongs to the caller.
  }

  private static Optional<Instant> readyAt(JsonObject state) {
    try {
      return state.string(READY_AT).map(Instant::parse);
    } catch (DateTimeParseException foreign) {
      return Optional.empty();
    }
  }

  /** The number behind the last colon of {@code <execution>:<attempt>}; 1 when there is none. */
  private static int attemptNumber(String idempotencyToken) {
    String number = idempotencyToken.substring(idempotencyToken.lastIndexOf(':') + 1);
    return number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 1;
  }

  private static ProviderResult failed(AttemptFailure failure) {
    return new ProviderResult.Failed(failure);
  }
}
