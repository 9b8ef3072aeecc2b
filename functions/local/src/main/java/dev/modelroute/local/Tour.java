package dev.modelroute.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the README's tour as it is written there: each {@code bash} block between the tour's marks,
 * in order and in one shell, stopping at the first command that fails. After a block, {@code <!--
 * expect: text -->} names what its output must contain.
 */
public final class Tour {
  private static final Pattern SECTION =
      Pattern.compile("<!-- tour:begin -->(.*?)<!-- tour:end -->", Pattern.DOTALL);
  private static final Pattern STEP =
      Pattern.compile(
          "```bash\\n(?<commands>.*?)```(?<rest>(?:\\s*<!-- expect: [^\\n]* -->)*)",
          Pattern.DOTALL);
  private static final Pattern EXPECTATION = Pattern.compile("<!-- expect: (.*?) -->");

  /** A step that fails leaves nothing running behind. */
  private static final String END_BACKGROUND =
      "trap 'test -z \"$(jobs -p)\" || kill $(jobs -p)' EXIT\n";

  private static final Duration STEP_LIMIT = Duration.ofSeconds(60);

  private final Path root;
  private final URI url;
  private final Path credentials;
  private final PrintStream out;
  private final Duration stepLimit;

  /**
   * @param credentials the file with the keys of the run at {@code url}
   */
  public Tour(Path root, URI url, Path credentials, PrintStream out) {
    this(root, url, credentials, out, STEP_LIMIT);
  }

  Tour(Path root, URI url, Path credentials, PrintStream out, Duration stepLimit) {
    this.root = root;
    this.url = url;
    this.credentials = credentials;
    this.out = out;
    this.stepLimit = stepLimit;
  }

  /** One block of commands and what its output must contain. */
  public record Step(String commands, List<String> expected) {
    public Step {
      expected = List.copyOf(expected);
    }
  }

  /** The tour's steps, in order. */
  public static List<Step> steps(String readme) {
    Matcher section = SECTION.matcher(readme);
    if (!section.find()) {
      throw new IllegalStateException("the README has no tour");
    }
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(section.group(1));
    while (step.find()) {
      List<String> expected =
          EXPECTATION.matcher(step.group("rest")).results().map(found -> found.group(1)).toList();
      steps.add(new Step(step.group("commands"), expected));
    }
    return steps;
  }

  /** Whether all of it held. */
  public boolean run() throws IOException, InterruptedException {
    List<Step> steps = steps(Files.readString(root.resolve("README.md")));
    Path state = Files.createTempFile("tour", ".env");
    try {
      for (int number = 1; number <= steps.size(); number++) {
        out.println("\n--- step " + number + " of " + steps.size());
        if (!run(steps.get(number - 1), state)) {
          out.println("\nTOUR FAILED at step " + number);
          return false;
        }
      }
      out.println("\nTOUR HELD: " + steps.size() + " steps");
      return true;
    } finally {
      Files.deleteIfExists(state);
    }
  }

  private boolean run(Step step, Path state) throws IOException, InterruptedException {
    out.print(step.commands().indent(2));
    // Variables travel from step to step in a file, so that each step has an exit status of its
    // own.
    String script =
        "set -euo pipefail\n"
            + END_BACKGROUND
            + "source \"$TOUR_STATE\"\nset -a\n"
            + step.commands()
            + "\nset +a\n{ declare -p | grep -E '^declare -x' || true; } > \"$TOUR_STATE\"\n";
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", script).directory(root.toFile());
    shell.environment().put("TOUR_STATE", state.toString());
    shell.environment().put("MODELROUTE_URL", url.toString());
    shell.environment().put("MODELROUTE_CREDENTIALS", credentials.toString());
    Path output = Files.createTempFile("tour", ".txt");
    try {
      // A file, not a pipe: reading a pipe to its end would wait for a command that hangs.
      shell.redirectErrorStream(true).redirectOutput(output.toFile());
      String failure = failure(shell.start());
      String answer = Files.readString(output);
      out.print(answer.indent(2));
      if (!failure.isEmpty()) {
        out.println("  " + failure);
        return false;
      }
      return holds(step, answer);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Empty when the commands ended well. */
  private String failure(Process commands) throws IOException, InterruptedException {
    commands.getOutputStream().close();
    if (commands.waitFor(stepLimit.toMillis(), TimeUnit.MILLISECONDS)) {
      return commands.exitValue() == 0 ? "" : "the commands failed";
    }
    commands.descendants().forEach(ProcessHandle::destroyForcibly);
    commands.destroyForcibly().waitFor();
    return "the commands took longer than " + stepLimit.toMillis() + " ms and were ended";
  }

  private boolean holds(Step step, String answer) {
    for (String expected : step.expected()) {
      if (!answer.contains(expected)) {
        out.println("  expected in the answer, but not there: " + expected);
        return false;
      }
    }
    return true;
  }
}
