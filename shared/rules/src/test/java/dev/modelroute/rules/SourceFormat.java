package dev.modelroute.rules;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Compares sources with what google-java-format makes of them, or rewrites them. */
final class SourceFormat {

  private final SourceTree tree;

  SourceFormat(SourceTree tree) {
    this.tree = tree;
  }

  /** The first differing line of every source that is not formatted. */
  List<Finding> check() {
    // In parallel: formatting is most of this module's time and every file stands alone.
    return tree.javaSources().parallelStream().map(this::check).flatMap(Optional::stream).toList();
  }

  /**
   * Rewrites every source that is not formatted; answers which. A file that doesn't parse throws.
   */
  List<Path> write() {
    List<Path> sources = tree.javaSources();
    return sources.parallelStream().filter(SourceFormat::write).toList();
  }

  private Optional<Finding> check(Path file) {
    String source = read(file);
    try {
      String formatted = format(source);
      return source.equals(formatted)
          ? Optional.empty()
          : Optional.of(finding(file, firstDifference(source, formatted), "is not formatted"));
    } catch (FormatterException failure) {
      return Optional.of(finding(file, 1, "does not parse: " + failure.getMessage()));
    }
  }

  private Finding finding(Path file, int line, String message) {
    return new Finding(tree.name(file), line, message);
  }

  private static boolean write(Path file) {
    String source = read(file);
    try {
      String formatted = format(source);
      if (source.equals(formatted)) {
        return false;
      }
      Files.writeString(file, formatted);
      return true;
    } catch (FormatterException failure) {
      throw new IllegalStateException(file + " does not parse", failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String format(String source) throws FormatterException {
    return new Formatter().formatSourceAndFixImports(source);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int firstDifference(String source, String formatted) {
    List<String> actual = source.lines().toList();
    List<String> expected = formatted.lines().toList();
    int line = 0;
    while (line < Math.min(actual.size(), expected.size())
        && actual.get(line).equals(expected.get(line))) {
      line++;
    }
    return line + 1;
  }
}
