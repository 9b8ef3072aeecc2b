package dev.modelroute.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;

/** The jar of a function family, and what the stacks expect of it. */
enum LambdaJar {
  API("api", 20, "api.ApiHandler"),
  WORKFLOW(
      "workflow",
      15,
      "workflow.DispatchHandler workflow.SettleHandler workflow.ReleaseHandler"
          + " workflow.PollConsumer workflow.TransientFault workflow.OutputUnusable"),
  WEBHOOKS("webhooks", 15, "webhooks.WebhookConsumer"),
  SWEEPER("sweeper", 15, "sweeper.SweepHandler");

  private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));

  private static final long MEGABYTE = 1_000_000;

  private final String family;
  private final long megabytes;
  private final String classes;

  LambdaJar(String family, long megabytes, String classes) {
    this.family = family;
    this.megabytes = megabytes;
    this.classes = classes;
  }

  long maxBytes() {
    return megabytes * MEGABYTE;
  }

  /** Classes that others know by name. */
  List<String> classes() {
    return Arrays.stream(classes.split(" ")).map(name -> "dev.modelroute." + name).toList();
  }

  /** The jar; skips the test where the modules were not packaged, as in {@code mvn test}. */
  Path path() {
    Path jar =
        ROOT.resolve(
            "functions/%s/target/modelroute-%s-0.1.0-lambda.jar".formatted(family, family));
    if (!Files.isRegularFile(jar)) {
      System.out.println("skipped: " + jar.getFileName() + " is made by mvn package");
      Assumptions.abort(jar.getFileName() + " is made by mvn package");
    }
    return jar;
  }

  Set<String> entries() {
    try (JarFile jar = new JarFile(path().toFile())) {
      return new TreeSet<>(jar.stream().map(ZipEntry::getName).toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The class files whose entry name starts like this. */
  ClassReferences references(String prefix) {
    ClassReferences all = new ClassReferences();
    try (JarFile jar = new JarFile(path().toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith(prefix) && entry.getName().endsWith(".class")) {
          try (InputStream bytes = jar.getInputStream(entry)) {
            all.add(bytes.readAllBytes());
          }
        }
      }
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
