package dev.modelroute.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules on plain text, for what neither the compiler nor the class files show. */
final class TextRules {

  private static final long MAX_TEXT_BYTES = 1 << 20;
  private static final Pattern UNREAD = Pattern.compile(".*(\\.log|\\.iml|package-lock\\.json)");

  /** The banned words are put together here, so that this file keeps its own rules. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              ".*",
              "\\b(TO" + "DO|FIX" + "ME)\\b",
              "Finish it now, or file an issue and delete the note."),
          new Rule(
              ".*",
              "(?<![\\w./:$}-])/(work|root|home/\\w+|Users/\\w+)/",
              "A path of somebody's machine: derive it from the project's root."),
          new Rule(
              "(.*/)?pom\\.xml|.*\\.java",
              "(\\borg\\.|<artifactId>)(mock" + "ito|easy" + "mock|power" + "mock|jmock" + "it)",
              "No mock library: write a twin, or script a server."),
          new Rule(
              ".*\\.java",
              "^\\s*@(org\\.junit\\.jupiter\\.api\\.)?Dis" + "abled\\b",
              "A test runs or is deleted; where its data may be absent it skips with a reason."),
          new Rule(
              "(?!(.*/)?Balance(Row|Writes|Reads)\\w*\\.java).*src/main/java/.*\\.java",
              "^(?!\\s*(\\*|//|/\\*)).*\\b(BalanceRow\\b|BAL" + "#)",
              "Balances are written in one place: go through BalanceWrites or BalanceReads."));

  private static final Pattern EXCLUSION = Pattern.compile("(?s)<exclusion>.*?</exclusion>");
  private static final Pattern NULL_MARKED = Pattern.compile("(?m)^@NullMarked$");

  private final SourceTree tree;

  TextRules(SourceTree tree) {
    this.tree = tree;
  }

  List<Finding> bannedTexts() {
    return tree.files().stream().flatMap(this::bannedTexts).toList();
  }

  /** Packages without a null-marked package-info, looked for beside the sources or in src/main. */
  List<Finding> packagesWithoutInfo() {
    List<Path> sources = tree.javaSources();
    return sources.stream()
        .map(source -> source.resolveSibling("package-info.java"))
        .distinct()
        .filter(info -> !isNullMarked(info) && !isNullMarked(besideMain(info)))
        .map(info -> new Finding(tree.name(info), 1, "Every package has one, with @NullMarked."))
        .toList();
  }

  private Path besideMain(Path info) {
    return tree.root().resolve(tree.name(info).replace("src/test/java/", "src/main/java/"));
  }

  private static boolean isNullMarked(Path info) {
    return Files.exists(info) && text(info).filter(s -> NULL_MARKED.matcher(s).find()).isPresent();
  }

  private Stream<Finding> bannedTexts(Path file) {
    String name = tree.name(file);
    List<Rule> rules = RULES.stream().filter(rule -> rule.appliesTo(name)).toList();
    List<Finding> findings = new ArrayList<>();
    List<String> lines =
        text(file).map(text -> withoutExclusions(text).lines().toList()).orElse(List.of());
    for (int index = 0; index < lines.size(); index++) {
      for (Rule rule : rules) {
        if (rule.isBrokenBy(lines.get(index))) {
          findings.add(new Finding(name, index + 1, rule.message()));
        }
      }
    }
    return findings.stream();
  }

  /** A pom that keeps a library out names it: such elements are blanked, their lines stay. */
  private static String withoutExclusions(String text) {
    return EXCLUSION.matcher(text).replaceAll(element -> "\n".repeat(lineBreaks(element.group())));
  }

  private static int lineBreaks(String text) {
    return (int) text.chars().filter(character -> character == '\n').count();
  }

  /** Nothing for pictures, archives, very large files and what package managers write. */
  private static Optional<String> text(Path file) {
    try {
      if (UNREAD.matcher(file.toString()).matches() || Files.size(file) > MAX_TEXT_BYTES) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)))
          .map(CharSequence::toString);
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The files a rule looks at, by name, and what no line of them may contain. */
  private record Rule(Pattern files, Pattern banned, String message) {
    Rule(String files, String banned, String message) {
      this(Pattern.compile(files), Pattern.compile(banned), message);
    }

    boolean appliesTo(String name) {
      return files.matcher(name).matches();
    }

    boolean isBrokenBy(String line) {
      return banned.matcher(line).find();
    }
  }
}
