package dev.modelroute.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each style rule reports the source that breaks it, and only that. */
final class SourceStyleTest {

  private static final String MAIN = "shared/core/src/main/java/a/";
  private static final String TEST = "shared/core/src/test/java/a/";
  private static final String SIX = "int a, int b, int c, int d, int e, int f";

  @TempDir private Path folder;

  static Stream<Arguments> members() {
    return Stream.of(
        row("forty lines", 0, MAIN, "void f() {\n" + "g();\n".repeat(38) + "}"),
        row("forty-one lines", 1, MAIN, "void f() {\n" + "g();\n".repeat(39) + "}"),
        row("six parameters", 1, MAIN, "void f(" + SIX + ") {}"),
        row("six parameters in a test", 0, TEST, "void f(" + SIX + ") {}"),
        row("six components", 0, MAIN, "record R(" + SIX + ") { R(" + SIX + ") {} }"),
        row("eleven paths", 1, MAIN, "int f(int x) {" + "if (x > 1) return 1;".repeat(10) + "}"),
        row("ten paths", 0, MAIN, "int f(int x) {" + "if (x > 1) return 1;".repeat(9) + "}"),
        row("eleven cases", 0, MAIN, "int f(Z z) { return switch (z) {" + cases(11) + "}; }"),
        row("default over an enum", 1, MAIN, choose("case A -> 1; default -> 2;")),
        row("default over text constants", 0, MAIN, choose("case Z.A -> 1; default -> 2;")),
        row("default over a record", 1, MAIN, choose("case R(int i) -> i; default -> 2;")),
        row("default over a type", 1, MAIN, choose("case R r -> 1; default -> 2;")),
        row("default beside null", 1, MAIN, choose("case R r -> 1; case null, default -> 2;")),
        row("default in a colon switch", 1, MAIN, "void f() { switch (z) { case A: default: } }"),
        row("default over strings", 0, MAIN, choose("case \"a\" -> 1; default -> 2;")),
        row("default over numbers", 0, MAIN, choose("case 1 -> 1; default -> 2;")),
        row("an enum in a string's default", 0, MAIN, choose("case \"a\" -> 1; default -> N;")),
        row("all types named", 0, MAIN, choose("case R r -> 1; case Object other -> 2;")),
        row("catch Throwable", 1, MAIN, "void f() { try { g(); } catch (Throwable t) {} }"),
        row("catch Error", 1, MAIN, "void f() { try { g(); } catch (Error t) {} }"),
        row("catch Throwable in a test", 0, TEST, "{ try { g(); } catch (Throwable t) {} }"),
        row("a sleeping test", 1, TEST, "void f() { Thread.sleep(5); }"),
        row("a sleeping unit", 1, TEST, "void f() { TimeUnit.SECONDS.sleep(5); }"),
        row("a sleep passed on", 1, TEST, "Sleep s = Thread::sleep;"),
        row("sleep in main", 0, MAIN, "void f() { Thread.sleep(5); }"),
        row("console", 1, MAIN, "void f() { System.out.println(); }"),
        row("error console", 1, MAIN, "PrintStream s = System.err;"),
        row("console in a test", 0, TEST, "void f() { System.out.println(); }"),
        row("console in a benchmark", 0, "b/src/main/java/bench/", "Object s = System.out;"));
  }

  @ParameterizedTest
  @MethodSource("members")
  void a_member_is_judged(String name, int findings, String where, String member)
      throws IOException, CheckstyleException {
    String nested = member.replace("-> N;", "-> switch (z) { case A -> 1; case B -> 2; };");
    write(where + "A.java", "package a;\n\n/** A. */\nfinal class A {\n" + nested + "\n}\n");

    assertFindings(name, findings);
  }

  static Stream<Arguments> types() {
    return Stream.of(
        row("public without Javadoc", 1, MAIN, "public class A { public record B() {} }"),
        row("public with Javadoc", 0, MAIN, "/** A. */ public class A {}"),
        row("public test", 0, TEST, "public class A {}"),
        row("another type", 1, MAIN, "class A {} class B {}"),
        row("Impl", 1, MAIN, "class A { class StoreImpl {} }"),
        row("Manager", 1, TEST, "class A { interface StoreManager {} }"),
        row("Util", 1, MAIN, "class A { enum TextUtil { X } }"),
        row("Helper", 1, MAIN, "class A { record TestHelper() {} }"),
        row("Base", 1, MAIN, "class A { class StoreBase {} }"),
        row("UtilTest", 1, TEST, "class A { class TextUtilTest {} }"),
        row("Database", 0, MAIN, "class A { class Database {} class Base64Text {} }"),
        row("star import", 1, MAIN, "import java.util.*; class A {}"),
        row("three hundred and one lines", 1, MAIN, "\n".repeat(298) + "class A {\n}"),
        row("three hundred lines", 0, MAIN, "\n".repeat(297) + "class A {\n}"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_file_is_judged(String name, int findings, String where, String types)
      throws IOException, CheckstyleException {
    write(where + "A.java", "package a;\n" + types + "\n");

    assertFindings(name, findings);
  }

  @Test
  void a_package_without_description_is_reported() throws IOException, CheckstyleException {
    Files.createDirectories(folder.resolve(MAIN));
    Files.writeString(folder.resolve(MAIN + "package-info.java"), "package a;\n");

    assertEquals(1, new SourceStyle(new SourceTree(folder)).check().size());
  }

  @Test
  void a_package_without_info_is_reported_in_main() throws IOException, CheckstyleException {
    Files.createDirectories(folder.resolve(MAIN));
    Files.createDirectories(folder.resolve(TEST));
    Files.writeString(folder.resolve(MAIN + "A.java"), "package a;\n\nclass A {}\n");
    Files.writeString(folder.resolve(TEST + "ATest.java"), "package a;\n\nclass ATest {}\n");

    assertEquals(1, new SourceStyle(new SourceTree(folder)).check().size());
  }

  private void assertFindings(String name, int expected) throws CheckstyleException {
    List<Finding> found = new SourceStyle(new SourceTree(folder)).check();
    assertEquals(expected, found.size(), () -> name + Finding.report(found));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.writeString(file.resolveSibling("package-info.java"), "/** A. */\npackage a;\n");
  }

  private static Arguments row(String name, int findings, String where, String text) {
    return Arguments.of(name, findings, where, text);
  }

  private static String choose(String branches) {
    return "int f(Object z) { return switch (z) { " + branches + " }; }";
  }

  private static String cases(int count) {
    StringBuilder cases = new StringBuilder();
    for (int index = 0; index < count; index++) {
      cases.append("case C").append(index).append(" -> ").append(index).append(";");
    }
    return cases.toString();
  }
}
