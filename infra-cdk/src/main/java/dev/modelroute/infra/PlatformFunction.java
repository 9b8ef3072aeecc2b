package dev.modelroute.infra;

import software.amazon.awscdk.Duration;

/**
 * Every function: which jar, which class in it, how long, how much memory. Processor time comes
 * with memory: one whole processor at 1,769 MB.
 *
 * <p>Timeouts go from inside out, each longer than what it waits for: {@code TimeoutsTest} compares
 * them in the template.
 */
enum PlatformFunction {
  /** Shorter than API Gateway's 29 s, so that the answer to a slow request is ours. */
  API("Api", "api", "api.ApiHandler", 28, 1769),

  /** Holds a synchronous provider call; built-in routes scale pictures in its memory. */
  DISPATCH("Dispatch", "workflow", "workflow.DispatchHandler", 300, 2048),

  /** Downloads the provider's files and stores them again. */
  SETTLE("Settle", "workflow", "workflow.SettleHandler", 300, 1024),

  /** May find a good result that came late, and then does what Settle does. */
  RELEASE("Release", "workflow", "workflow.ReleaseHandler", 300, 1024),

  POLL("Poll", "workflow", "workflow.PollConsumer", 30, 1024),

  WEBHOOKS("Webhooks", "webhooks", "webhooks.WebhookConsumer", 45, 1024),

  /** Shorter than its period, so that two sweeps rarely meet. */
  SWEEPER("Sweeper", "sweeper", "sweeper.SweepHandler", 55, 1024);

  private static final String VERSION = "0.1.0";

  private final String title;
  private final String family;
  private final String handler;
  private final int timeoutSeconds;
  private final int memoryMegabytes;

  PlatformFunction(
      String title, String family, String handler, int timeoutSeconds, int memoryMegabytes) {
    this.title = title;
    this.family = family;
    this.handler = handler;
    this.timeoutSeconds = timeoutSeconds;
    this.memoryMegabytes = memoryMegabytes;
  }

  String title() {
    return title;
  }

  String logicalId() {
    return title + "Function";
  }

  /** Below the project's root. */
  String jar() {
    return "functions/%s/target/modelroute-%s-%s-lambda.jar".formatted(family, family, VERSION);
  }

  String handlerClass() {
    return "dev.modelroute." + handler;
  }

  Duration timeout() {
    return Duration.seconds(timeoutSeconds);
  }

  int memoryMegabytes() {
    return memoryMegabytes;
  }

  /** Whether files pass through its disk. */
  boolean spoolsFiles() {
    return switch (this) {
      case DISPATCH, SETTLE, RELEASE, SWEEPER -> true;
      case API, POLL, WEBHOOKS -> false;
    };
  }
}
