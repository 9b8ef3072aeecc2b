package dev.modelroute.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.modelroute.local.stepfunctions.TimeLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the schedule is to the deployed sweeper: one event a minute, on the platform's own time. */
final class SweepTimer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(SweepTimer.class.getName());
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  private final RequestStreamHandler function;
  private final TimeLine time;
  private volatile boolean closed;

  SweepTimer(RequestStreamHandler function, TimeLine time) {
    this.function = function;
    this.time = time;
  }

  SweepTimer start() {
    time.schedule(time.instant().plus(PERIOD), () -> Thread.startVirtualThread(this::sweep));
    return this;
  }

  private void sweep() {
    if (closed) {
      return;
    }
    try {
      function.handleRequest(
          new ByteArrayInputStream(EVENT), new ByteArrayOutputStream(), new LocalContext());
    } catch (IOException | RuntimeException fault) {
      if (!closed) {
        LOG.log(Level.WARNING, "a sweep failed, the next one comes: " + fault.getClass().getName());
      }
    } finally {
      start();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
