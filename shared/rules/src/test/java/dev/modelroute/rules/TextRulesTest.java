package dev.modelroute.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree keeps the text rules, and each of them is able to fail. */
final class TextRulesTest {

  private static final String PRODUCT = "shared/aws/src/main/java/dev/modelroute/aws/dynamo/";

  @TempDir private Path folder;

  @Test
  void no_file_contains_a_banned_text() {
    List<Finding> findings = new TextRules(SourceTree.ofProject()).bannedTexts();
    assertTrue(findings.isEmpty(), () -> Finding.report(findings));
  }

  @Test
  void every_package_is_null_marked() {
    List<Finding> findings = new TextRules(SourceTree.ofProject()).packagesWithoutInfo();
    assertTrue(findings.isEmpty(), () -> Finding.report(findings));
  }

  /**
   * In the lines {@code ~} stands for nothing: it keeps this file itself from breaking the rule.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "README.md               | soon. TO~DO: more                    | 1",
        "a.yml                   | # FIX~ME                             | 1",
        "a.md                    | the mastodon                         | 0",
        "target/a.md             | TO~DO                                | 0",
        "a.sh                    | cd /wo~rk/main                       | 1",
        "a.sh                    | cd '/ro~ot/.m2'                      | 1",
        "a.md                    | at /ho~me/somebody/project           | 1",
        "a.md                    | https://example.org/wo~rk/x          | 0",
        "a.sh                    | cd ${here}/wo~rk/x                   | 0",
        "pom.xml                 | <artifactId>mock~ito-core            | 1",
        "x/pom.xml               | <artifactId>easy~mock                | 1",
        "src/test/java/A.java    | import org.mock~ito.Mock;            | 1",
        "src/test/java/A.java    | @Dis~abled                           | 1",
        "src/test/java/A.java    | @Dis~abledOnOs(WINDOWS)              | 0",
        "{}Other.java            | var key = \"BA~L#\" + shard;         | 1",
        "{}Other.java            | return Balance~Row.key(shard);       | 1",
        "{}Other.java            | * as {@link Balance~Row} says        | 0",
        "{}BalanceWrites.java    | return Balance~Row.key(shard);       | 0",
        "src/test/java/A.java    | var key = \"BA~L#00\";               | 0",
      })
  void a_banned_text_is_found(String file, String line, int findings) throws IOException {
    write(file.replace("{}", PRODUCT), "first line\n" + line.replace("~", "") + "\n");

    List<Finding> found = new TextRules(new SourceTree(folder)).bannedTexts();

    assertEquals(findings, found.size(), () -> file + ": " + line + Finding.report(found));
    assertTrue(found.stream().allMatch(finding -> finding.line() == 2), found::toString);
  }

  @Test
  void a_pom_may_keep_a_mock_library_out() throws IOException {
    String library = "\n<artifactId>mock~ito-core</artifactId>\n".replace("~", "");
    write("pom.xml", "<exclusion>" + library + "</exclusion>\n<a/><exclusion/>" + library);

    assertEquals(
        List.of(new Finding("pom.xml", 5, "No mock library: write a twin, or script a server.")),
        new TextRules(new SourceTree(folder)).bannedTexts());
  }

  @Test
  void a_package_without_info_or_mark_is_found() throws IOException {
    write("m/src/main/java/bare/A.java", "package bare;");
    write("m/src/main/java/unmarked/A.java", "package unmarked;");
    write("m/src/main/java/unmarked/package-info.java", "/** Text. */\npackage unmarked;");
    write("m/src/main/java/marked/package-info.java", "/** Text. */\n@NullMarked\npackage marked;");
    write("m/src/test/java/marked/ATest.java", "package marked;");
    write("m/src/test/java/tests/ATest.java", "package tests;");

    List<Finding> found = new TextRules(new SourceTree(folder)).packagesWithoutInfo();

    assertEquals(
        List.of(
            "m/src/main/java/bare/package-info.java",
            "m/src/main/java/unmarked/package-info.java",
            "m/src/test/java/tests/package-info.java"),
        found.stream().map(Finding::file).toList());
  }

  @Test
  void a_picture_is_not_read_as_text() throws IOException {
    Path picture = folder.resolve("a.png");
    Files.write(picture, new byte[] {(byte) 0x89, 'T', 'O', 'D', 'O', ' ', (byte) 0xff});

    assertEquals(List.of(), new TextRules(new SourceTree(folder)).bannedTexts());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
