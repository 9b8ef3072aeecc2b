package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution. Its states run in its mailbox; its view is replaced once, so that an end from
 * outside and an end from within can't both happen.
 */
final class Execution {

  private final StateMachine machine;
  private final Surroundings surroundings;
  private volatile ExecutionView view;
  private final Mailbox mailbox = new Mailbox();
  private final ExecutionHistory history;
  private final JsonNode input;
  private final StateStepper stepper;
  private @Nullable TaskRun task;
  private TimeLine.@Nullable Cancellable stateTimer;
  private TimeLine.@Nullable Cancellable limit;

  Execution(StateMachine machine, Surroundings surroundings, ExecutionView view, JsonNode input) {
    this.machine = machine;
    this.surroundings = surroundings;
    this.view = view;
    this.input = input;
    this.history = new ExecutionHistory(surroundings.time(), surroundings.keepsHistory());
    this.stepper = new StateStepper(this);
  }

  ExecutionView view() {
    return view;
  }

  boolean isRunning() {
    return view().status() == ExecutionView.Status.RUNNING;
  }

  List<HistoryEvent> events() {
    return history.events();
  }

  StateMachine machine() {
    return machine;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  ExecutionHistory history() {
    return history;
  }

  JsonNode input() {
    return input;
  }

  Instant now() {
    return surroundings.time().instant();
  }

  /** Enters the first state. */
  void start() {
    post(() -> {
      ObjectNode details = ExecutionHistory.details();
      details.put("input", view().input());
      details.put("roleArn", machine.roleArn());
      history.add("ExecutionStarted", details);
      machine
          .definition()
          .timeoutSeconds()
          .ifPresent(seconds ->
              limit = surroundings.time().schedule(now().plusSeconds(seconds), this::runOutOfTime));
      stepper.runFrom(machine.definition().startAt(), input);
    });
  }

  /** Runs work in the mailbox unless the execution is over; a fault in it ends the execution. */
  void post(Runnable work) {
    mailbox.post(() -> {
      if (!isRunning()) {
        return;
      }
      try {
        work.run();
      } catch (StateFault fault) {
        fail(fault.error(), fault.cause());
      } catch (RuntimeException bug) {
        fail(StatesError.RUNTIME, "Internal error: " + bug);
      }
    });
  }

  /** The task whose token may be completed; none between tasks. */
  void onTask(@Nullable TaskRun current) {
    task = current;
  }

  void waitUntil(Instant due, Runnable work) {
    stateTimer = surroundings.time().schedule(due, () -> post(work));
  }

  void succeed(JsonNode output) {
    String text = Json.write(output);
    ObjectNode details = ExecutionHistory.details().put("output", text);
    if (close(view.succeeded(now(), text))) {
      history.addLast("ExecutionSucceeded", details);
      release();
    }
  }

  void fail(@Nullable String error, @Nullable String cause) {
    if (close(view.ended(ExecutionView.Status.FAILED, now(), error, cause))) {
      history.addLast("ExecutionFailed", failure(error, cause));
      release();
    }
  }

  /** Ends it from outside, past every catcher; returns the view it has then. */
  ExecutionView abort(@Nullable String error, @Nullable String cause) {
    if (close(view.ended(ExecutionView.Status.ABORTED, now(), error, cause))) {
      mailbox.post(() -> {
        history.addUncaused("ExecutionAborted", failure(error, cause));
        release();
      });
    }
    return view();
  }

  private void runOutOfTime() {
    post(() -> {
      ExecutionView ended =
          view.ended(ExecutionView.Status.TIMED_OUT, now(), StatesError.TIMEOUT, null);
      if (close(ended)) {
        history.addUncaused("ExecutionTimedOut", failure(StatesError.TIMEOUT, null));
        release();
      }
    });
  }

  private boolean close(ExecutionView ended) {
    if (!replace(ended)) {
      return false;
    }
    surroundings.onEnd(this);
    return true;
  }

  private synchronized boolean replace(ExecutionView ended) {
    boolean first = isRunning();
    if (first) {
      view = ended;
    }
    return first;
  }

  private void release() {
    if (stateTimer != null) {
      stateTimer.cancel();
    }
    if (limit != null) {
      limit.cancel();
    }
    if (task != null) {
      task.abandon();
    }
  }

  static ObjectNode failure(@Nullable String error, @Nullable String cause) {
    ObjectNode details = ExecutionHistory.details();
    if (error != null) {
      details.put("error", error);
    }
    if (cause != null) {
      details.put("cause", cause);
    }
    return details;
  }
}
