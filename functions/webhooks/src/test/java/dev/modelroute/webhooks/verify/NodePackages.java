package dev.modelroute.webhooks.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The packages of {@code src/test/node}, installed below {@code target} once for each state of
 * their lock file. Where Node, npm or the registry are missing the test that asks skips.
 */
final class NodePackages {
  private static final Path SOURCE = Programs.ROOT.resolve("functions/webhooks/src/test/node");
  private static final Path PLACE = Programs.ROOT.resolve("functions/webhooks/target/node");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Faults of our own files, which no network explains. */
  private static final Pattern OUR_FAULT = Pattern.compile("EUSAGE|EINTEGRITY|EJSONPARSE");

  private NodePackages() {}

  /** The folder with scripts and packages. */
  static synchronized Path installed() throws Exception {
    Programs.require("node", "npm");
    copyScripts();
    Path mark = PLACE.resolve("installed.json");
    String lock = Files.readString(SOURCE.resolve("package-lock.json"));
    if (Files.exists(mark) && Files.readString(mark).equals(lock)) {
      return PLACE;
    }
    Programs.Ended ended =
        Programs.run(
            PLACE,
            PATIENCE,
            "npm",
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefer-offline",
            "--fetch-retries=1",
            "--fetch-timeout=20000");
    if (!ended.code().equals(Optional.of(0))) {
      assertFalse(OUR_FAULT.matcher(ended.said()).find(), ended::said);
      Programs.skip(
          "npm ci "
              + ended.code().map(code -> "ended with " + code).orElse("took over " + PATIENCE)
              + "; no registry?");
    }
    Files.writeString(mark, lock);
    return PLACE;
  }

  private static void copyScripts() throws IOException {
    Files.createDirectories(PLACE);
    for (String name :
        List.of("package.json", "package-lock.json", "oracles.mjs", "transpile.mjs")) {
      Files.copy(SOURCE.resolve(name), PLACE.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
