package dev.modelroute.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code modelroute}: see {@code modelroute --help}. */
public final class Main {
  /** More than one forward takes that ends in time; a hanging receiver is left behind. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

  private static final int INTERRUPTED = 130;

  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    StopSignal stop = new StopSignal();
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopped(stop, ended), "shutdown"));
    int code =
        Program.run(
            new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                InstantSource.system(),
                new Surroundings.Streams(out, err),
                stop),
            arguments);
    out.flush();
    err.flush();
    ended.complete(code);
    System.exit(code);
  }

  /**
   * Ctrl-C, or the normal end. The JVM would answer a signal with 130 whatever we do, so a command
   * that ends in order at a signal has its own code set by halting.
   */
  private static void stopped(StopSignal stop, CompletableFuture<Integer> ended) {
    if (ended.isDone() || !stop.isAwaited()) {
      return;
    }
    stop.ask();
    Runtime.getRuntime().halt(codeOf(ended));
  }

  private static int codeOf(CompletableFuture<Integer> ended) {
    try {
      return ended.get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException late) {
      return INTERRUPTED;
    } catch (InterruptedException stopNow) {
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    }
  }
}
