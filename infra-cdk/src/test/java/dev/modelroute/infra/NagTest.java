package dev.modelroute.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/** Findings of cdk-nag: each is either fixed or accepted with a reason in nag-accepted.txt. */
final class NagTest {
  private static final Pattern RULE = Pattern.compile("(AwsSolutions-\\w+(\\[[^\\]]*])?)");

  private static final Pattern LOGICAL_HASH = Pattern.compile("<[^>]*>");

  @SuppressWarnings("deprecation")
  @Test
  void findings_are_those_accepted_with_a_reason() throws Exception {
    TreeSet<String> found = new TreeSet<>();
    for (Stack stack : Synthesised.stacks().all()) {
      Annotations annotations = Annotations.fromStack(stack);
      Stream.concat(
              annotations.findError("*", rule()).stream(),
              annotations.findWarning("*", rule()).stream())
          .map(message -> line(message))
          .forEach(found::add);
    }
    Files.writeString(Path.of("target/nag.txt"), String.join("\n", found) + "\n");
    assertEquals(
        String.join("\n", new TreeSet<>(accepted().stream().map(row -> row[0]).toList())),
        String.join("\n", found));
  }

  @Test
  void every_accepted_finding_has_a_reason() throws Exception {
    for (String[] row : accepted()) {
      assertTrue(row.length == 2 && row[1].length() > 20, row[0]);
    }
  }

  private static Object rule() {
    return Match.stringLikeRegexp("AwsSolutions-.*");
  }

  @SuppressWarnings("deprecation") // What the assertions library still hands out.
  private static String line(SynthesisMessage message) {
    var rule = RULE.matcher(String.valueOf(message.getEntry().getData()));
    return (rule.find() ? LOGICAL_HASH.matcher(rule.group(1)).replaceAll("*") : "?")
        + " "
        + message.getId().replaceAll("/Resource$", "");
  }

  /** Rows {@code rule path | reason}; lines with # are comments. */
  private static List<String[]> accepted() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(NagTest.class.getResourceAsStream("/nag-accepted.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" +\\| +", 2))
          .toList();
    }
  }
}
