package dev.modelroute.local.stepfunctions.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One recorded run.
 *
 * @param input JSON text; what a history was started with stands in its first event too
 * @param events ordered by id, empty for the kind {@code case}
 * @param output what a {@code case} ends with
 */
record Vector(
    String id,
    String kind,
    String definition,
    String input,
    List<JsonNode> events,
    JsonNode output) {

  static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Vector> read(Path file) {
    try (InputStream stream = open(file)) {
      List<Vector> vectors = new ArrayList<>();
      MAPPER.readTree(stream).get("vectors").forEach(node -> vectors.add(of(node)));
      return vectors;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream stream = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
  }

  private static Vector of(JsonNode node) {
    List<JsonNode> events = new ArrayList<>();
    node.path("events").forEach(events::add);
    events.sort(Comparator.comparingLong(event -> event.get("id").asLong()));
    return new Vector(
        node.get("id").asText(),
        node.get("kind").asText(),
        node.get("definition").asText(),
        node.path("input").asText("{}"),
        events,
        node.path("output"));
  }

  /** The details object of an event, whatever it is called. */
  static JsonNode details(JsonNode event) {
    for (var field : event.properties()) {
      if (field.getKey().endsWith("EventDetails")) {
        return field.getValue();
      }
    }
    return MAPPER.missingNode();
  }

  static String type(JsonNode event) {
    return event.get("type").asText();
  }
}
