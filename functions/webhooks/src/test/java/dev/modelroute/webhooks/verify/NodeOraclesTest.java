package dev.modelroute.webhooks.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Libraries that others wrote for receivers agree with our signer (WT1); the one for Java does so
 * in {@code WebhookSignatureTest}.
 */
class NodeOraclesTest {
  @TempDir Path folder;

  @Test
  void standardwebhooks_and_svix_say_of_every_case_what_is_expected() throws Exception {
    Path packages = NodePackages.installed();
    List<SignedCases.Case> cases = SignedCases.matrix();
    SignedCases.write(cases, folder);
    assertEquals(
        cases.stream()
            .map(one -> one.name() + " " + one.standard() + " " + one.standard())
            .toList(),
        Programs.lines(packages, "node", "oracles.mjs", folder.toString()));
  }

  @Test
  void the_lock_file_names_no_registry() throws Exception {
    String lock =
        Files.readString(
            Programs.ROOT.resolve("functions/webhooks/src/test/node/package-lock.json"));
    assertFalse(lock.contains("\"resolved\""), "npm install --omit-lockfile-registry-resolved");
  }
}
