package dev.modelroute.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function started from its jar alone, with what a stack tells it and no AWS to reach. */
final class ColdStart {
  /** Nothing listens there: every call is refused at once. */
  private static final String NOWHERE = "http://127.0.0.1:1";

  private ColdStart() {}

  /**
   * What a run left behind.
   *
   * @param answers per event, the answer or the fault's class name
   * @param log other lines of the standard output
   * @param errors the standard error output
   */
  record Run(List<String> answers, List<String> log, String errors) {}

  static Run of(LambdaJar jar, String handler, Path folder, String... events) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                jar.path() + java.io.File.pathSeparator + testClasses(),
                ColdStartMain.class.getName(),
                "dev.modelroute." + handler));
    command.addAll(List.of(events));
    Path errors = folder.resolve("errors");
    Path output = folder.resolve("output");
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().clear();
    process.environment().putAll(environment(handler));
    process.redirectError(errors.toFile()).redirectOutput(output.toFile());
    try {
      Process running = process.start();
      if (!running.waitFor(2, TimeUnit.MINUTES)) {
        running.destroyForcibly();
        throw new AssertionError(handler + " hangs: " + Files.readString(output));
      }
      return run(handler, Files.readAllLines(output), Files.readString(errors));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private static Run run(String handler, List<String> output, String errors) {
    List<String> answers = new ArrayList<>();
    List<String> log = new ArrayList<>();
    for (String line : output) {
      if (line.startsWith("@")) {
        System.out.println(handler + " " + line.substring(1, Math.min(line.length(), 120)));
      } else {
        log.add(line);
      }
      if (line.startsWith("@called")) {
        answers.add(line.replaceFirst("@called \\d+ ms ", ""));
      }
    }
    return new Run(answers, log, errors);
  }

  private static String testClasses() {
    try {
      return Path.of(
              ColdStartMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (java.net.URISyntaxException odd) {
      throw new IllegalStateException(odd);
    }
  }

  private static Map<String, String> environment(String handler) {
    return Map.ofEntries(
        Map.entry("AWS_REGION", "eu-central-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "test"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", handler),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", NOWHERE),
        Map.entry("AWS_ENDPOINT_URL_SQS", NOWHERE),
        Map.entry("AWS_ENDPOINT_URL_S3", NOWHERE),
        Map.entry("AWS_ENDPOINT_URL_SFN", NOWHERE),
        Map.entry("MODELROUTE_TABLE_EXECUTIONS", "executions"),
        Map.entry("MODELROUTE_TABLE_LEDGER", "ledger"),
        Map.entry("MODELROUTE_TABLE_IDENTITY", "identity"),
        Map.entry("MODELROUTE_TABLE_FILES", "files"),
        Map.entry("MODELROUTE_TABLE_WEBHOOKS", "webhooks"),
        Map.entry("MODELROUTE_TABLE_AUDIT", "audit"),
        Map.entry("MODELROUTE_BUCKET_UPLOADS", "uploads"),
        Map.entry("MODELROUTE_BUCKET_FILES", "files"),
        Map.entry("MODELROUTE_QUEUE_POLLS", NOWHERE + "/000000000000/polls"),
        Map.entry("MODELROUTE_QUEUE_WEBHOOKS", NOWHERE + "/000000000000/webhooks"),
        Map.entry(
            "MODELROUTE_STATE_MACHINE_ARN",
            "arn:aws:states:eu-central-1:000000000000:stateMachine:executions"),
        Map.entry("MODELROUTE_PUBLIC_URL", "https://api.example"),
        Map.entry("MODELROUTE_CALLBACK_URL", "https://api.example"),
        Map.entry("MODELROUTE_PEPPER", "a-pepper-of-more-than-thirty-two-bytes"),
        Map.entry("MODELROUTE_ADMIN_KEY", "an-operator-key-of-more-than-thirty-two-bytes"),
        Map.entry("MODELROUTE_CIPHER_KEY", "a-cipher-key-of-more-than-thirty-two-bytes"));
  }
}
