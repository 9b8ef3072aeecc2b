package dev.modelroute.webhooks.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.webhooks.verify.SignedCases.Case;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the very files of {@code functions/webhooks/verify}. */
class VerificationSnippetsTest {
  private static final Path SNIPPETS = Programs.ROOT.resolve("functions/webhooks/verify");
  private static final Path DRIVERS =
      Programs.ROOT.resolve("functions/webhooks/src/test/resources/verify");

  @TempDir Path folder;

  @Test
  void the_python_file_says_what_is_expected() throws Exception {
    Programs.require("python3");
    assertEquals(
        expected(),
        Programs.lines(
            folder, "python3", driver("drive.py"), SNIPPETS.toString(), written().toString()));
  }

  @Test
  void the_type_script_file_says_what_is_expected() throws Exception {
    Programs.require("node");
    assertEquals(
        expected(),
        Programs.lines(
            folder, "node", driver("drive.mjs"), typeScript().toString(), written().toString()));
  }

  @Test
  void the_bash_file_says_what_is_expected() throws Exception {
    Programs.require("bash", "openssl", "od", "awk", "tr");
    assertEquals(
        expected(),
        Programs.lines(
            folder,
            "bash",
            driver("drive.sh"),
            SNIPPETS.resolve("verify.sh").toString(),
            written().toString()));
  }

  @Test
  void the_bash_file_is_a_command_too() throws Exception {
    Programs.require("bash", "openssl", "od", "awk", "tr");
    Instant now = InstantSource.system().instant();
    Programs.Ended good = bash(SignedCases.goodAt(now));
    assertEquals("webhook-signature verified\nX-Signature verified\n", good.said());
    assertEquals(0, good.code().orElseThrow());
    Programs.Ended old = bash(SignedCases.goodAt(now.minusSeconds(600)));
    assertEquals("not verified\n", old.said());
    assertEquals(1, old.code().orElseThrow());
  }

  private Programs.Ended bash(Case one) throws Exception {
    SignedCases.write(List.of(one), folder);
    return Programs.run(
        folder.resolve(one.name()),
        Duration.ofMinutes(1),
        "bash",
        "-c",
        "MODELROUTE_WEBHOOK_SECRET=$(cat secret) exec bash \"$0\" body headers",
        SNIPPETS.resolve("verify.sh").toString());
  }

  @Test
  void the_java_file_says_what_is_expected() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {compiled().toUri().toURL()})) {
      Class<?> verify = loader.loadClass("Verify");
      Method standard = method(verify, "standardWebhook");
      Method plain = method(verify, "xSignature");
      List<String> verdicts = new ArrayList<>();
      for (Case one : cases()) {
        verdicts.add(one.name() + " " + said(standard, one) + " " + said(plain, one));
      }
      assertEquals(expected(), verdicts);
    }
  }

  /** As the file it is where Node strips types by itself, else checked and stripped before. */
  private Path typeScript() throws Exception {
    Path snippet = SNIPPETS.resolve("verify.ts");
    String strips = "console.log(Boolean(process.features.typescript))";
    if (Programs.lines(folder, "node", "-e", strips).equals(List.of("true"))) {
      return snippet;
    }
    Path packages = NodePackages.installed();
    Path stripped = folder.resolve("verify.mjs");
    Programs.lines(packages, "node", "transpile.mjs", snippet.toString(), stripped.toString());
    return stripped;
  }

  private Path compiled() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      StringWriter said = new StringWriter();
      boolean done =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of(
                      "--release",
                      "17",
                      "-Xlint:all,-options",
                      "-Werror",
                      "-d",
                      classes.toString()),
                  null,
                  files.getJavaFileObjects(SNIPPETS.resolve("Verify.java")))
              .call();
      assertTrue(done, said::toString);
    }
    return classes;
  }

  private static Method method(Class<?> verify, String name) throws NoSuchMethodException {
    return verify.getMethod(name, byte[].class, Map.class, String.class, Instant.class);
  }

  private static Object said(Method method, Case one) throws ReflectiveOperationException {
    byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
    return method.invoke(null, body, one.headers(), one.secret(), one.now());
  }

  private static List<Case> cases() {
    return Stream.concat(SignedCases.matrix().stream(), SignedCases.strange().stream())
        .sorted(Comparator.comparing(Case::name))
        .toList();
  }

  private static List<String> expected() {
    return cases().stream()
        .map(one -> one.name() + " " + one.standard() + " " + one.plain())
        .toList();
  }

  private Path written() throws Exception {
    Path place = folder.resolve("cases");
    SignedCases.write(cases(), place);
    return place;
  }

  private static String driver(String name) {
    return DRIVERS.resolve(name).toString();
  }
}
