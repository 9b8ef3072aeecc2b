package dev.modelroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a run found, as a Markdown table and as CSV.
 *
 * @param circumstances machine, date and load, one sentence each
 */
record Results(List<String> circumstances, List<Measurement> measurements) {
  /** The part of the page that {@code mvn -Pbench} writes. */
  static final String MAIN = "results";

  Results {
    circumstances = List.copyOf(circumstances);
    measurements = List.copyOf(measurements);
  }

  String markdown() {
    String about =
        circumstances.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
    String rows =
        measurements.stream()
            .map(one ->
                String.join(" | ", one.figure(), one.target(), one.measured(), one.verdict()))
            .map(row -> "| " + row + " |")
            .collect(Collectors.joining("\n"));
    return about
        + "\n\n| figure | target | measured | verdict |\n|---|---|---|---|\n"
        + rows
        + "\n";
  }

  String csv() {
    return measurements.stream()
        .map(one ->
            String.format(
                Locale.ROOT,
                "\"%s\",%.3f,%s,%s,%s\n",
                one.figure(),
                one.value(),
                one.unit(),
                Double.isNaN(one.most()) ? "" : Double.toString(one.most()),
                one.verdict()))
        .collect(Collectors.joining("", "figure,value,unit,at_most,verdict\n", ""));
  }

  /** The page with this run between the marks of a part; what stands outside of them is kept. */
  String into(String page, String part) {
    return new Marks(part).into(page, markdown());
  }

  /** Prints this run and writes it into its part of the page. */
  void show(Path root, String part) throws IOException {
    Path page = root.resolve("functions/bench/RESULTS.md");
    Files.writeString(page, into(Files.readString(page), part));
    System.out.println(markdown());
  }

  void write(Path page, Path table) throws IOException {
    Files.createDirectories(table.resolveSibling("."));
    Files.writeString(table, csv());
    Files.writeString(page, into(Files.readString(page), MAIN));
  }
}
