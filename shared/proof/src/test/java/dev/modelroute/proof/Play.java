package dev.modelroute.proof;

import dev.modelroute.core.id.Digests;
import dev.modelroute.testkit.crash.CallWatch;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.crash.SimulatedCrash;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scene in which only one actor moves at a time: each stops before each of its calls
 * and goes on when it is given the baton. What it does in between is its own.
 */
final class Play implements CallWatch {
  private static final ThreadLocal<@Nullable Actor> MYSELF = new ThreadLocal<>();

  private final List<Actor> actors = new ArrayList<>();
  private final List<String> schedule = new ArrayList<>();
  private final Semaphore baton = new Semaphore(0);
  private volatile boolean abandoned;

  /** Lets every actor come to its first call through the points. */
  Play(CrashPoints points, List<Runnable> scripts) {
    points.watch(this);
    for (Runnable script : scripts) {
      Actor actor = new Actor(script);
      actors.add(actor);
      Thread.ofVirtual().start(actor);
      baton.acquireUninterruptibly();
    }
  }

  private final class Actor implements Runnable {
    private final Runnable script;
    private final Semaphore turn = new Semaphore(0);
    private String history = "";
    private String next = "";
    private volatile boolean done;
    private @Nullable RuntimeException fault;

    Actor(Runnable script) {
      this.script = script;
    }

    @Override
    public void run() {
      MYSELF.set(this);
      try {
        script.run();
      } catch (SimulatedCrash leftAlone) {
        return;
      } catch (RuntimeException broken) {
        fault = broken;
      }
      done = true;
      baton.release();
    }

    /** What it asked and learnt so far decides all that it will do. */
    private void remember(String what) {
      history = Digests.sha256(history + what);
    }
  }

  @Override
  public void entering(String call, List<@Nullable Object> arguments) {
    Actor self = MYSELF.get();
    if (self == null) {
      return;
    }
    self.remember(call + arguments);
    self.next = call;
    baton.release();
    self.turn.acquireUninterruptibly();
    if (abandoned) {
      throw new SimulatedCrash("nobody looks any more");
    }
  }

  @Override
  public void leaving(String call, @Nullable Object answer) {
    Actor self = MYSELF.get();
    if (self != null) {
      self.remember(String.valueOf(answer));
    }
  }

  /** Numbers of the actors that are not done. */
  List<Integer> enabled() {
    return IntStream.range(0, actors.size()).filter(i -> !actors.get(i).done).boxed().toList();
  }

  /** Lets one actor make its next call and come to the one after. */
  void step(int actor) {
    Actor next = actors.get(actor);
    schedule.add(actor + ":" + next.next);
    next.turn.release();
    baton.acquireUninterruptibly();
  }

  /**
   * Equal keys: the same rows, and every actor has asked and learnt the same.
   *
   * @param rows everything shared
   */
  String key(String rows) {
    StringBuilder all = new StringBuilder(rows);
    actors.forEach(actor -> all.append('\n').append(actor.history).append(actor.done));
    return Digests.sha256(all.toString());
  }

  /** Nothing more is to be learnt from this run. */
  void abandon() {
    abandoned = true;
    actors.forEach(actor -> actor.turn.release());
  }

  /**
   * @throws AssertionError when an actor broke
   */
  void requireSound() {
    for (Actor actor : actors) {
      if (actor.fault != null) {
        throw new AssertionError("an actor broke: " + actor.fault, actor.fault);
      }
    }
  }

  boolean isSound() {
    return actors.stream().allMatch(actor -> actor.fault == null);
  }

  List<String> schedule() {
    return List.copyOf(schedule);
  }
}
