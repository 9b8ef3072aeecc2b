package dev.modelroute.proof;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.AcceptCallback.CallbackOutcome;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who meets whom.
 *
 * @param setting brings a scene to the point where they meet, and adds the actors
 */
record Duel(String name, Consumer<Scene> setting) {
  private static final String TOKEN = "task-1";
  private static final String NEXT_TOKEN = "task-2";

  /** One for all runs: equal calls must read equal, and bytes only do when they are the same. */
  private static final RawCallback CALLBACK = new RawCallback(Map.of(), new byte[0]);

  static List<Duel> all() {
    return Stream.concat(onTheWay().stream(), atTheEnd().stream()).toList();
  }

  private static List<Duel> onTheWay() {
    return List.of(
        new Duel("accept ‖ accept, same key", s -> submits(s, "a", PlatformOnTwins.body())),
        new Duel("accept ‖ accept, same key, other body", s -> submits(s, "a", costing("0.05"))),
        new Duel("accept ‖ accept, money for one", Duel::moneyForOne),
        new Duel("run ‖ run, same call twice", s -> runs(s, RouteMode.SYNC, TOKEN)),
        new Duel("run ‖ run, retried early", s -> runs(s, RouteMode.SYNC, NEXT_TOKEN)),
        new Duel("run ‖ run, with callback", s -> runs(s, RouteMode.CALLBACK, NEXT_TOKEN)),
        new Duel(
            "run ‖ sweeper",
            s -> {
              ExecutionId id = accepted(s, RouteMode.SYNC);
              s.actor(s.run(id, TOKEN)).actor(s.sweepLate());
            }),
        new Duel(
            "run ‖ cancel",
            s -> {
              ExecutionId id = accepted(s, RouteMode.POLL);
              s.actor(s.run(id, TOKEN)).actor(s.cancel(id));
            }),
        new Duel("poll ‖ callback", s -> pollAndCallback(s, false)),
        new Duel("poll ‖ callback ‖ cancel", s -> pollAndCallback(s, true)));
  }

  /** A result is recorded. */
  private static List<Duel> atTheEnd() {
    return List.of(
        new Duel(
            "settle ‖ settle",
            s -> {
              ExecutionId id = answered(s);
              s.actor(s.settle(id)).actor(s.settle(id));
            }),
        new Duel(
            "settle ‖ cancel",
            s -> {
              ExecutionId id = answered(s);
              s.actor(s.settle(id)).actor(s.cancel(id));
            }),
        new Duel(
            "settle ‖ expire",
            s -> {
              ExecutionId id = answered(s);
              s.actor(s.settle(id)).actor(s.expire(id));
            }),
        new Duel("settle ‖ sweeper", s -> s.actor(s.settle(answered(s))).actor(s.sweepLate())),
        new Duel(
            "cancel ‖ expire",
            s -> {
              ExecutionId id = answered(s);
              s.actor(s.cancel(id)).actor(s.expire(id));
            }),
        new Duel(
            "settle ‖ cancel ‖ expire",
            s -> {
              ExecutionId id = answered(s);
              s.actor(s.settle(id)).actor(s.cancel(id)).actor(s.expire(id));
            }));
  }

  Scene scene(Ground ground) {
    Scene scene = new Scene(ground);
    setting.accept(scene);
    return scene;
  }

  private static void submits(Scene scene, String second, JsonObject body) {
    PlatformOnTwins platform = scene.platform();
    scene.actor(() -> platform.submit("a")).actor(() -> platform.submit(second, body));
  }

  private static JsonObject costing(String usd) {
    JsonObject input = JsonObject.builder().put("prompt", "x").put("cost", usd).build();
    return PlatformOnTwins.body().with("input", input);
  }

  /** Of 10 USD the first execution holds all but a bit more than one hold of the others. */
  private static void moneyForOne(Scene scene) {
    ExecutionId first = accepted(scene, RouteMode.SYNC, costing("8.29"));
    scene.dispatch(first, "task-0").run();
    submits(scene, "b", PlatformOnTwins.body());
  }

  private static ExecutionId accepted(Scene scene, RouteMode mode) {
    return accepted(scene, mode, PlatformOnTwins.body());
  }

  private static ExecutionId accepted(Scene scene, RouteMode mode, JsonObject body) {
    PlatformOnTwins platform = scene.platform();
    Route alpha = Script.route("alpha", mode);
    platform.routes(alpha, Script.route("beta", RouteMode.SYNC));
    platform
        .alpha()
        .answers(
            mode == RouteMode.SYNC
                ? Script.succeeds("0.03")
                : platform.alpha().accepts(alpha, "job"))
        .polls(Script.succeeds("0.03"));
    platform.beta().answers(Script.succeeds("0.02"));
    platform.submit("first", body);
    return platform.rows().orchestrator().starts().getFirst();
  }

  private static void runs(Scene scene, RouteMode mode, String secondToken) {
    ExecutionId id = accepted(scene, mode);
    scene.actor(scene.run(id, TOKEN)).actor(scene.run(id, secondToken));
  }

  /** The result is recorded, and nobody has carried it on. */
  private static ExecutionId answered(Scene scene) {
    ExecutionId id = accepted(scene, RouteMode.SYNC);
    scene.dispatch(id, TOKEN).run();
    return id;
  }

  private static void pollAndCallback(Scene scene, boolean cancelled) {
    ExecutionId id = accepted(scene, RouteMode.CALLBACK);
    scene.dispatch(id, TOKEN).run();
    PlatformOnTwins platform = scene.platform();
    PollTicket ticket = platform.rows().polls().waiting().getFirst().ticket();
    scene.actor(() -> platform.poll(ticket)).actor(() -> callBack(platform));
    if (cancelled) {
      scene.actor(scene.cancel(id));
    }
  }

  private static void callBack(PlatformOnTwins platform) {
    if (platform.useCases().callback().accept("callback-1", CALLBACK)
        instanceof CallbackOutcome.Taken taken) {
      platform.useCases().answers().give(taken.dispatched());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
