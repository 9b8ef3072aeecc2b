package dev.modelroute.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code mvn -Plocal}: starts everything, says READY, and runs until it is stopped. */
public final class Main {
  /** Stopping in order is a courtesy: whatever is kept survives an end at any moment. */
  private static final Duration STOP_PATIENCE = Duration.ofMillis(1200);

  private Main() {}

  /**
   * System properties: {@code project.root}, {@code emulators}; {@code tour=true} runs the README's
   * tour and ends.
   */
  public static void main(String[] arguments) {
    // The engines' threads are no daemons: without an exit the JVM would hang on, serving nobody.
    Thread.currentThread().setUncaughtExceptionHandler((main, failure) -> giveUp(failure));
    // The JDK keeps five idle connections per host; with more calls at once the rest would
    // reconnect.
    System.setProperty("http.maxConnections", "64");
    try {
      endWithParent();
      run();
    } catch (Exception failure) {
      giveUp(failure);
    }
  }

  private static void giveUp(Throwable failure) {
    System.err.println("ModelRoute did not start: " + reason(failure));
    System.err.flush();
    System.exit(1);
  }

  private static void run() throws Exception {
    Path root = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
    LocalSettings settings = LocalSettings.of(System.getenv(), root);
    LocalPlatform platform = LocalPlatform.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform), "shutdown"));
    System.out.println("READY " + platform.url());
    System.out.flush();
    if (Boolean.getBoolean("tour")) {
      boolean held = new Tour(root, platform.url(), settings.credentialsFile(), System.out).run();
      System.out.flush();
      System.exit(held ? 0 : 1);
    }
    new CountDownLatch(1).await();
  }

  /** An engine that waits for its open connections would hold up Ctrl-C for seconds. */
  private static void stop(LocalPlatform platform) {
    Thread closing = Thread.ofPlatform().daemon().name("closing").start(platform::close);
    try {
      closing.join(STOP_PATIENCE);
    } catch (InterruptedException stopNow) {
      Thread.currentThread().interrupt();
    }
  }

  /** A signal to Maven alone would leave this process running without anybody to stop it. */
  private static void endWithParent() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (parent.isPresent()) {
      var _ = parent.get().onExit().thenRun(() -> System.exit(0));
    }
  }

  private static String reason(Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      // A wrong setting, in our own words.
      return String.valueOf(failure.getMessage());
    }
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return deepest.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
