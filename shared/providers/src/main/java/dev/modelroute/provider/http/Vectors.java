package dev.modelroute.provider.http;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Embeddings as providers send them: numbers of 32 bits, whatever digits they are written with. */
// Compared nowhere: the numbers are only written.
@SuppressWarnings("ArrayRecordComponent")
public record Vectors(List<float[]> rows) {
  private static final int BYTES_PER_TOKEN = 4;

  public Vectors {
    rows = List.copyOf(rows);
  }

  /**
   * @param count how many there must be
   * @return empty when one is missing, empty, of another length, or holds something else
   */
  public static Optional<Vectors> of(List<Json> vectors, int count) {
    List<float[]> rows = new ArrayList<>();
    for (Json vector : vectors) {
      Optional<float[]> row = row(vector);
      if (row.isEmpty() || (!rows.isEmpty() && rows.getFirst().length != row.get().length)) {
        return Optional.empty();
      }
      rows.add(row.get());
    }
    return rows.size() == count && count > 0 ? Optional.of(new Vectors(rows)) : Optional.empty();
  }

  /** These vectors, each of length one; shortened ones are not. */
  public Vectors normalized() {
    return new Vectors(rows.stream().map(Vectors::normalized).toList());
  }

  /** The canonical output; numbers in the shortest form that is still the same number. */
  public JsonObject canonical(long inputTokens) {
    return JsonObject.builder()
        .put("embeddings", rows.stream().<Json>map(Vectors::json).collect(JsonArray.collector()))
        .put("dimensions", rows.getFirst().length)
        .put("usage", JsonObject.builder().put("input_tokens", inputTokens).build())
        .build();
  }

  /**
   * Tokens of the texts: as reported, but no token has less than a byte; a low guess where nothing
   * is reported.
   */
  public static long tokens(JsonArray texts, long reported) {
    long bytes = 0;
    for (Json text : texts.items()) {
      bytes +=
          text instanceof JsonString(String value)
              ? value.getBytes(StandardCharsets.UTF_8).length
              : 0;
    }
    return reported > 0
        ? Math.min(reported, bytes + 8L * texts.items().size())
        : Math.ceilDiv(bytes, BYTES_PER_TOKEN);
  }

  private static Optional<float[]> row(Json vector) {
    if (!(vector instanceof JsonArray(List<Json> items)) || items.isEmpty()) {
      return Optional.empty();
    }
    float[] row = new float[items.size()];
    for (int i = 0; i < row.length; i++) {
      if (!(items.get(i) instanceof JsonNumber(BigDecimal number))) {
        return Optional.empty();
      }
      row[i] = number.floatValue();
      if (!Float.isFinite(row[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(row);
  }

  private static float[] normalized(float[] row) {
    double squares = 0;
    for (float each : row) {
      squares += (double) each * each;
    }
    double length = Math.sqrt(squares);
    float[] unit = Arrays.copyOf(row, row.length);
    for (int i = 0; length > 0 && i < unit.length; i++) {
      unit[i] = (float) (row[i] / length);
    }
    return unit;
  }

  private static JsonArray json(float[] row) {
    List<Json> numbers = new ArrayList<>(row.length);
    for (float each : row) {
      numbers.add(new JsonNumber(new BigDecimal(Float.toString(each))));
    }
    return new JsonArray(numbers);
  }
}
