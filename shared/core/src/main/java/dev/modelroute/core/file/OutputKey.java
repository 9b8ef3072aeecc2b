package dev.modelroute.core.file;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.Digests;

/**
 * Which file of which attempt. Object key and reference follow from it alone, so that a repeat
 * meets its own work.
 *
 * @param attempt from 1
 * @param index from 0, in the provider's result
 */
record OutputKey(ExecutionId execution, int attempt, int index) {
  /** Most files of one result. */
  static final int MAX_FILES = 32;

  String objectKey() {
    return ObjectKeys.output(this);
  }

  FileRef reference() {
    return FileRef.of(Digests.uuidOf(execution + ":" + attempt + ":" + index));
  }
}
