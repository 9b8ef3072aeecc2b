package dev.modelroute.core.catalog;

import java.util.List;

/**
 * A place of an input that holds a file reference.
 *
 * @param path segments by dots, {@code []} for every item: {@code image}, {@code
 *     messages[].content[].file_id}
 * @param contentTypes what the model takes there; empty = anything
 */
public record FileField(String path, List<String> contentTypes) {
  public FileField {
    contentTypes = List.copyOf(contentTypes);
  }
}
