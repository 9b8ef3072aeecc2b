package dev.modelroute.aws.dynamo;

import dev.modelroute.core.id.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts text where its size belongs: up to 4 KB into the attribute itself, up to 100 KB into a row
 * of its own in the same partition (a transactional write would cost double), beyond that into an
 * object. The attribute is then a map {@code {item: <sort key>}} or {@code {object: <key>}}.
 *
 * <p>Rows and objects are written before the transaction that names them, and named by their
 * content: two writers that race to end an execution can't overwrite each other's output. What the
 * loser wrote stays behind unnamed; it is harmless.
 */
final class Payloads {
  static final int MOST_INLINE_BYTES = 4 * 1024;
  static final int MOST_ROW_BYTES = 100 * 1024;
  private static final String TEXT = "text";
  private static final String ITEM = "item";
  private static final String OBJECT = "object";

  private final DynamoTable table;
  private final LargePayloads large;

  Payloads(DynamoTable table, LargePayloads large) {
    this.table = table;
    this.large = large;
  }

  /**
   * Stores a text.
   *
   * @param kind what it is, first part of its sort key: {@code INPUT}
   * @return the attribute for the row it belongs to
   */
  AttributeValue place(String partition, String kind, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes <= MOST_INLINE_BYTES) {
      return AttributeValue.fromS(text);
    }
    String name = kind + "#" + Digests.sha256(text);
    if (bytes <= MOST_ROW_BYTES) {
      table.putSame(Row.of(new Row.Key(partition, name)).put(TEXT, text));
      return AttributeValue.fromM(Map.of(ITEM, AttributeValue.fromS(name)));
    }
    String key = "payloads/" + partition.replace('#', '/') + "/" + name.replace('#', '-');
    large.put(key, text);
    return AttributeValue.fromM(Map.of(OBJECT, AttributeValue.fromS(key)));
  }

  /** Reads what {@link #place} stored. */
  String read(String partition, AttributeValue stored) {
    return switch (stored.type()) {
      case S -> stored.s();
      case M -> readElsewhere(partition, stored.m());
      case N, B, SS, NS, BS, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("no payload: " + stored.type());
    };
  }

  private String readElsewhere(String partition, Map<String, AttributeValue> pointer) {
    AttributeValue item = pointer.get(ITEM);
    if (item == null) {
      return large.get(Row.read(pointer).text(OBJECT));
    }
    return table
        .get(new Row.Key(partition, item.s()))
        .orElseThrow(() -> new IllegalStateException("a row names a payload that is not there"))
        .text(TEXT);
  }
}
