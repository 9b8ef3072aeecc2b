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
  private static final Marks MARKS = new Marks("results");

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

  /** The page with this run between its marks; what stands outside of them is kept. */
  String into(String page) {
    return MARKS.into(page, markdown());
  }

  void write(Path page, Path table) throws IOException {
    Files.createDirectories(table.resolveSibling("."));
    Files.writeString(table, csv());
    Files.writeString(page, into(Files.readString(page)));
  }
}
