package dev.modelroute.local.stepfunctions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Real time, or real time run faster: with scale 60 a minute passes in a second. It starts at the
 * wall's time and runs ahead of it from there. Actions run on a virtual thread each. After {@link
 * #close} nothing scheduled runs any more.
 */
public final class ScaledTimeLine implements TimeLine, AutoCloseable {

  private static final double NANOS_PER_SECOND = 1e9;

  private final InstantSource wall;
  private final double scale;
  private final Instant origin;
  private final ScheduledThreadPoolExecutor timer;

  /** A scale of 1 is real time. */
  public ScaledTimeLine(InstantSource wall, double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale must be a positive number");
    }
    this.wall = wall;
    this.scale = scale;
    this.origin = wall.instant();
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("state-machine-time").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant instant() {
    return origin.plus(scaled(Duration.between(origin, wall.instant()), scale));
  }

  @Override
  public Cancellable schedule(Instant due, Runnable action) {
    Duration delay = scaled(Duration.between(instant(), due), 1 / scale);
    ScheduledFuture<?> entry =
        timer.schedule(
            () -> Thread.startVirtualThread(action),
            Math.max(0, TimeUnit.NANOSECONDS.convert(delay)),
            TimeUnit.NANOSECONDS);
    return () -> entry.cancel(false);
  }

  private static Duration scaled(Duration duration, double factor) {
    if (factor == 1) {
      return duration;
    }
    double seconds = (duration.toSeconds() + duration.toNanosPart() / NANOS_PER_SECOND) * factor;
    long whole = (long) Math.floor(seconds);
    return Duration.ofSeconds(whole, (long) ((seconds - whole) * NANOS_PER_SECOND));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
