package dev.modelroute.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files somebody wrote: everything below a root except what builds and tools leave there.
 *
 * @param root the repository's root, or a temporary folder in the rules' own tests
 */
record SourceTree(Path root) {

  private static final Set<String> LEFT_BY_TOOLS =
      Set.of(".git", ".idea", ".local", ".vscode", "cdk.out", "node_modules", "target");
  private static final Pattern JAVA_SOURCE =
      Pattern.compile("(.*/)?src/(main|test)/java/.*\\.java");

  static SourceTree ofProject() {
    String root = Objects.requireNonNull(System.getProperty("project.root"), "project.root");
    return new SourceTree(Path.of(root).toAbsolutePath().normalize());
  }

  /** Every file, sorted, so that findings come in the same order everywhere. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Collector(files));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Collections.sort(files);
    return files;
  }

  List<Path> javaSources() {
    return files().stream().filter(file -> JAVA_SOURCE.matcher(name(file)).matches()).toList();
  }

  /** The file's path below the root, with slashes on every system. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isLeftByTools(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !isLeftByTools(file)) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isLeftByTools(Path path) {
      return LEFT_BY_TOOLS.contains(String.valueOf(path.getFileName()));
    }
  }
}
