package dev.modelroute.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run tried out, counted; one table at its end. */
final class Tally {
  private static final List<Row> ROWS = new ArrayList<>();

  private Tally() {}

  /**
   * One line of the table.
   *
   * @param proof MT1 to MT8, as in the design
   * @param ground where it ran
   * @param what what was counted
   */
  record Row(String proof, String ground, String what, String count) {
    String markdown() {
      return "| %s | %s | %s | %s |%n".formatted(proof, ground, what, count);
    }
  }

  static void add(String proof, String ground, String what, long count) {
    add(proof, ground, what, String.format(Locale.ROOT, "%,d", count));
  }

  static synchronized void add(String proof, String ground, String what, String count) {
    ROWS.add(new Row(proof, ground, what, count));
  }

  /** A Markdown table, in the order of the proofs. */
  static synchronized String table() {
    StringBuilder text = new StringBuilder();
    text.append("| proof | on | tried | count |%n|---|---|---|---|%n".formatted());
    ROWS.stream()
        .sorted(java.util.Comparator.comparing(Row::proof))
        .map(Row::markdown)
        .forEach(text::append);
    return text.toString();
  }
}
