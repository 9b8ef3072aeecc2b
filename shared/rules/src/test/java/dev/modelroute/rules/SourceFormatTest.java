package dev.modelroute.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format check fails where it should, and write mode mends it. */
final class SourceFormatTest {

  private static final String FORMATTED = "package a;\n\nfinal class A {\n  int x;\n}\n";

  @TempDir private Path folder;
  private Path sources;

  @BeforeEach
  void createFolders() throws IOException {
    sources = Files.createDirectories(folder.resolve("m/src/main/java/a"));
  }

  @Test
  void a_formatted_source_passes() throws IOException {
    Files.writeString(sources.resolve("A.java"), FORMATTED);

    assertEquals(List.of(), format().check());
    assertEquals(List.of(), format().write());
  }

  @Test
  void the_first_differing_line_is_named() throws IOException {
    Files.writeString(sources.resolve("A.java"), FORMATTED.replace("  int", "    int"));

    assertEquals(
        List.of(new Finding("m/src/main/java/a/A.java", 4, "is not formatted")), format().check());
  }

  @Test
  void write_mode_formats_and_drops_unused_imports() throws IOException {
    Path file = sources.resolve("A.java");
    Files.writeString(file, FORMATTED.replace("\n\n", "\n\nimport java.util.List;\n\n"));

    assertEquals(List.of(file), format().write());
    assertEquals(FORMATTED, Files.readString(file));
  }

  @Test
  void a_source_that_does_not_parse_is_reported() throws IOException {
    Files.writeString(sources.resolve("A.java"), "package a; class {");

    assertEquals(1, format().check().size());
  }

  @Test
  void build_output_is_left_alone() throws IOException {
    Path generated = Files.createDirectories(folder.resolve("m/target/src/main/java/a"));
    Files.writeString(generated.resolve("A.java"), "class A{}");

    assertEquals(List.of(), format().check());
  }

  private SourceFormat format() {
    return new SourceFormat(new SourceTree(folder));
  }
}
