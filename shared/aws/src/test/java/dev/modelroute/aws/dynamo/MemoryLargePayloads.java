package dev.modelroute.aws.dynamo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Large payloads in memory. */
final class MemoryLargePayloads implements LargePayloads {
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  @Override
  public void put(String key, String text) {
    texts.put(key, text);
  }

  @Override
  public String get(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalStateException("no payload " + key);
    }
    return text;
  }
}
