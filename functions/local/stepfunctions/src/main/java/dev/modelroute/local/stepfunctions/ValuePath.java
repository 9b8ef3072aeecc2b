package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSONPath into a state's input ({@code $…}) or into the context object ({@code $$…}).
 *
 * @param text as the definition has it
 * @param ofContext reads the context object
 * @param compiled the path without the context's second dollar
 */
public record ValuePath(String text, boolean ofContext, JsonPath compiled) {

  private static final Configuration JACKSON =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(Json.MAPPER))
          .mappingProvider(new JacksonMappingProvider(Json.MAPPER))
          .build();

  /** Names, positions, slices, wildcards and filters; the compiler below lets more pass. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\$(\\.\\.?(\\*|[^.\\[\\]()'\"\\s@?$*,:]+)"
              + "|(\\.\\.)?\\[("
              + "'([^'\\\\]|\\\\.)*'(\\s*,\\s*'([^'\\\\]|\\\\.)*')*"
              + "|-?\\d+(\\s*,\\s*-?\\d+)*"
              + "|-?\\d*:-?\\d*"
              + "|\\*"
              + "|\\?\\(.+\\)"
              + ")])*+");

  /** The parts of the context object that exist here; whatever is under the input is free. */
  private static final Pattern CONTEXT =
      Pattern.compile(
          "\\$\\$(\\.Execution(\\.(Id|Name|RoleArn|StartTime|RedriveCount|Input([.\\[].*)?))?"
              + "|\\.State(\\.(Name|EnteredTime|RetryCount))?"
              + "|\\.StateMachine(\\.(Id|Name))?"
              + "|\\.Task(\\.Token)?)?");

  private static final ValuePath WHOLE = parse("$");

  /** The whole input. */
  static ValuePath whole() {
    return WHOLE;
  }

  /** Throws {@link IllegalArgumentException} with the reason for anything but a plain path. */
  static ValuePath parse(String text) {
    boolean ofContext = text.startsWith("$$");
    if (!text.startsWith("$")) {
      throw new IllegalArgumentException("not a path (intrinsic functions are not supported)");
    }
    if (ofContext && !CONTEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("not a part of the context object");
    }
    if (text.endsWith(")") || text.contains("()") || text.contains("?)")) {
      throw new IllegalArgumentException("path functions are not supported");
    }
    String path = literalBackslashes(ofContext ? text.substring(1) : text);
    if (!SHAPE.matcher(path).matches()) {
      throw new IllegalArgumentException("not a valid path");
    }
    try {
      return new ValuePath(text, ofContext, JsonPath.compile(path));
    } catch (JsonPathException | IllegalArgumentException invalid) {
      throw new IllegalArgumentException("not a valid path");
    }
  }

  /** A backslash before a double quote stands for itself, as AWS reads it. */
  private static String literalBackslashes(String path) {
    return path.contains("['") ? path.replace("\\\"", "\\\\\"") : path;
  }

  /** The value, or empty where a path to one single value leads nowhere. */
  Optional<JsonNode> find(JsonNode input, JsonNode context) {
    try {
      JsonNode root = ofContext ? context : input;
      return Optional.of(compiled.<JsonNode>read((Object) root, JACKSON));
    } catch (PathNotFoundException missing) {
      // A wildcard, slice or filter over nothing finds nothing, which is no error.
      return compiled.isDefinite() ? Optional.empty() : Optional.of(Json.MAPPER.createArrayNode());
    } catch (JsonPathException unreadable) {
      return Optional.empty();
    }
  }

  /** The value; a path that leads nowhere is {@code States.Runtime}, which nothing catches. */
  JsonNode read(JsonNode input, JsonNode context) {
    return find(input, context)
        .orElseThrow(() -> StateFault.runtime("Invalid path '" + text + "' : no value there"));
  }
}
