package dev.modelroute.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds format and style over every Java source of the repository, on any JDK Maven runs on. */
final class SourceRulesTest {

  private static final String MEND =
      "Mend it with: mvn -q -pl shared/rules -am test -Dformat=write -Dtest=SourceRulesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private final SourceTree tree = SourceTree.ofProject();

  @Test
  void there_are_sources_to_look_at() {
    assertTrue(
        tree.javaSources().stream().anyMatch(file -> file.endsWith("SourceRulesTest.java")),
        () -> "found no source below " + tree.root());
  }

  @Test
  void every_source_is_formatted() {
    SourceFormat format = new SourceFormat(tree);
    if (System.getProperty("format", "check").equals("write")) {
      format.write().forEach(file -> System.out.println("formatted " + tree.name(file)));
    }
    List<Finding> findings = format.check();
    assertTrue(findings.isEmpty(), () -> Finding.report(findings) + MEND);
  }

  @Test
  void every_source_keeps_the_style_rules() throws CheckstyleException {
    List<Finding> findings = new SourceStyle(tree).check();
    assertTrue(
        findings.isEmpty(),
        () ->
            Finding.report(findings) + "The rules: shared/rules/src/test/resources/checkstyle.xml");
  }
}
