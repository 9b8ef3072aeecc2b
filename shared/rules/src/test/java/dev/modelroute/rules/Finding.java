package dev.modelroute.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One broken rule.
 *
 * @param file path below the repository's root, with slashes
 * @param line counted from 1
 * @param message what is wrong and what to do instead
 */
record Finding(String file, int line, String message) {

  /** One line per finding, in the form editors make clickable. */
  static String report(List<Finding> findings) {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("\n", "\n", "\n"));
  }

  @Override
  public String toString() {
    return file + ":" + line + " " + message;
  }
}
