package dev.modelroute.workflow;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;

/** The payload the machine gives to a state: ids only. */
record StateInput(JsonObject fields) {

  static StateInput read(InputStream payload) throws IOException {
    try {
      return new StateInput(StrictJson.parseObject(payload.readAllBytes()));
    } catch (MalformedJsonException malformed) {
      throw new IOException("the payload of a state is malformed", malformed);
    }
  }

  ExecutionId execution() {
    return new ExecutionId(text("execution_id"));
  }

  String text(String name) {
    return fields
        .string(name)
        .orElseThrow(() -> new IllegalArgumentException("the payload has no " + name));
  }
}
