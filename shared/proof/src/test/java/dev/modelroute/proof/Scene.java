package dev.modelroute.proof;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.Dispatched;
import dev.modelroute.core.flow.ReleaseCause;
import dev.modelroute.testkit.crash.CallWatch;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.memory.MemoryOrchestrator.Answer;
import dev.modelroute.testkit.memory.MemoryPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A platform in the middle of something, and two or more who act on it at the same time. */
final class Scene {
  /** The actors' own look at the world outside of the ports, so that it is a step like others. */
  public interface World {
    /** Time goes on for everybody. */
    void pass(Duration time);

    /** What a task was answered. */
    Optional<Answer> answer(String taskToken);
  }

  private final Stage stage;
  private final World world;
  private final List<Runnable> actors = new ArrayList<>();

  Scene(Ground ground) {
    stage = new Stage(ground);
    world = ground.points().wrap(World.class, new PlainWorld(ground));
  }

  private record PlainWorld(Ground ground) implements World {
    @Override
    public void pass(Duration time) {
      ground.time().advance(time);
    }

    @Override
    public Optional<Answer> answer(String taskToken) {
      return ground.twins().orchestrator().answer(taskToken);
    }
  }

  PlatformOnTwins platform() {
    return stage.platform();
  }

  CrashPoints points() {
    return platform().points();
  }

  Scene actor(Runnable actor) {
    actors.add(actor);
    return this;
  }

  List<Runnable> actors() {
    return actors;
  }

  /** One call of the machine's task, and its answer. */
  Runnable dispatch(ExecutionId id, String token) {
    return () -> {
      Dispatched dispatched = platform().useCases().dispatch().dispatch(id, token);
      platform().useCases().answers().give(dispatched);
    };
  }

  /** A whole machine: the task, then what its answer asks for. */
  Runnable run(ExecutionId id, String token) {
    return () -> {
      dispatch(id, token).run();
      Optional<Answer> answer = world.answer(token);
      if (answer.isPresent() && answer.get() instanceof Answer.Success) {
        platform().useCases().settle().settle(id);
      } else if (answer.isPresent()) {
        platform().useCases().release().release(id, ReleaseCause.ATTEMPTS_FAILED);
      }
    };
  }

  Runnable settle(ExecutionId id) {
    return () -> platform().useCases().settle().settle(id);
  }

  Runnable cancel(ExecutionId id) {
    return () -> platform().useCases().cancel().cancel(platform().caller().organization(), id);
  }

  /** The sweeper, at a time when the deadline is over. */
  Runnable sweepLate() {
    return () -> {
      world.pass(Stage.LONG);
      stage.sweep();
    };
  }

  /** Ends an execution as read now, as the sweeper does past the deadline. */
  Runnable expire(ExecutionId id) {
    return () ->
        platform()
            .useCases()
            .expire()
            .expire(platform().stores().executions().find(id).orElseThrow());
  }

  /** Everything shared, as text: equal texts lead to equal futures. */
  String state() {
    MemoryPlatform twins = platform().rows();
    return String.join(
        "\n",
        twins.raw().snapshot(),
        platform().time().instant().toString(),
        sorted(twins.orchestrator().starts()),
        sorted(twins.orchestrator().answers().entrySet()),
        sorted(twins.polls().waiting()),
        sorted(twins.webhooks().events()),
        String.valueOf(platform().alpha().submitted().size()),
        String.valueOf(platform().alpha().polled().size()),
        String.valueOf(platform().alpha().cancelled().size()),
        String.valueOf(platform().beta().submitted().size()));
  }

  private static String sorted(Collection<?> items) {
    return items.stream().map(Object::toString).sorted().collect(Collectors.joining("\n"));
  }

  /**
   * @throws AssertionError when an invariant is broken between two calls
   */
  void checkNow() {
    stage.checkNow();
  }

  /**
   * What must hold now, and after the sweeper had all its time.
   *
   * @throws AssertionError when something is broken
   */
  void check() {
    points().watch(new CallWatch() {});
    stage.checkNow();
    stage.sweepToTheEnd();
    stage.checkAtRest();
  }
}
