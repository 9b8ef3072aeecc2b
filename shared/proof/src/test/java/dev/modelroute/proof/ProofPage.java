package dev.modelroute.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Prints the counts when the last proof is over, and writes them to {@code target/proof.md}. */
final class ProofPage implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .getOrComputeIfAbsent(ProofPage.class, ignored -> new Page(), Page.class);
  }

  private static final class Page implements AutoCloseable {
    private final long began = System.nanoTime();

    @Override
    public void close() throws IOException {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String text =
          Tally.table()
              + String.format(
                  Locale.ROOT,
                  "%n%s counts, %.0f s on %d cores; no violation of I1 to I7 but the wanted"
                      + " ones.%n",
                  Effort.thorough() ? "Nightly" : "Short",
                  took.toMillis() / 1e3,
                  Runtime.getRuntime().availableProcessors());
      System.out.println();
      System.out.println(text);
      Files.writeString(
          Path.of(System.getProperty("modelroute.proof.page", "target/proof.md")), text);
    }
  }
}
