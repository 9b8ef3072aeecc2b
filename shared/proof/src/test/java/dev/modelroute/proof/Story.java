package dev.modelroute.proof;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.time.Duration;

/** One way through the platform: what is scripted, and what then happens, in order. */
enum Story {
  SETTLE_SYNC,
  SETTLE_POLLED,
  SETTLE_CALLED_BACK,
  SETTLE_ON_SECOND_ROUTE,
  RELEASE,
  RELEASE_UNUSABLE,
  CANCEL_PENDING,
  CANCEL_WAITING,
  EXPIRE_BY_MACHINE,
  EXPIRE_BY_SWEEPER,
  DELIVER;

  private static final byte[] NO_PICTURE = {1, 2, 3};

  /** A stage where nothing has happened yet. */
  Stage stage(Ground ground) {
    Stage stage = new Stage(ground);
    script(stage);
    stage.platform().points().forget();
    return stage;
  }

  private void script(Stage stage) {
    PlatformOnTwins platform = stage.platform();
    platform.beta().answers(Script.succeeds("0.02"));
    switch (this) {
      case SETTLE_SYNC, CANCEL_PENDING -> platform.alpha().answers(Script.paints("0.03"));
      case SETTLE_POLLED, CANCEL_WAITING, EXPIRE_BY_SWEEPER -> accept(platform, RouteMode.POLL);
      case SETTLE_CALLED_BACK, EXPIRE_BY_MACHINE -> accept(platform, RouteMode.CALLBACK);
      case SETTLE_ON_SECOND_ROUTE -> platform.alpha().answers(Script.overloaded());
      case RELEASE -> platform.alpha().answers(Script.rejects());
      case RELEASE_UNUSABLE -> platform.alpha().answers(Script.paints(NO_PICTURE, "0.03"));
      case DELIVER -> {
        platform.alpha().answers(Script.paints("0.03"));
        stage.receivers().open();
      }
    }
  }

  /** The first provider takes jobs, which are then asked for or call back. */
  private static void accept(PlatformOnTwins platform, RouteMode mode) {
    Route alpha = Script.route("alpha", mode);
    platform.routes(alpha, Script.route("beta", RouteMode.SYNC));
    platform.alpha().answers(platform.alpha().accepts(alpha, "job"));
    platform.alpha().polls(Script.paints("0.03"));
  }

  /** Everything that happens, from the beginning; what happened before is not done twice. */
  void play(Stage stage) {
    stage.submit();
    if (this == CANCEL_PENDING) {
      stage.cancel();
    }
    stage.machine();
    switch (this) {
      case SETTLE_POLLED -> {
        stage.platform().time().advance(Duration.ofSeconds(5));
        stage.polls();
      }
      case SETTLE_CALLED_BACK -> {
        stage.callBack();
        stage.polls();
      }
      case CANCEL_WAITING -> stage.cancel();
      case EXPIRE_BY_MACHINE -> stage.timeOut();
      case EXPIRE_BY_SWEEPER -> {
        stage.platform().time().advance(Stage.LONG);
        stage.sweep();
      }
      case DELIVER -> stage.receivers().work();
      case SETTLE_SYNC, SETTLE_ON_SECOND_ROUTE, RELEASE, RELEASE_UNUSABLE, CANCEL_PENDING -> {}
    }
    stage.machine();
  }
}
