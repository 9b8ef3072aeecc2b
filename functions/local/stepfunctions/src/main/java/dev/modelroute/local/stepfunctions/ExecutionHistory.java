package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers an execution's events, and keeps them only when asked to. */
final class ExecutionHistory {

  /** As many as AWS allows; one more fails the execution. */
  static final int EVENT_LIMIT = 25_000;

  private final InstantSource time;
  private final boolean keeps;
  private final List<HistoryEvent> events = new ArrayList<>();
  private long lastId;
  private long previousId;

  ExecutionHistory(InstantSource time, boolean keeps) {
    this.time = time;
    this.keeps = keeps;
  }

  static ObjectNode details() {
    return Json.MAPPER.createObjectNode();
  }

  /** Adds an event that follows the one before it. */
  void add(String type, ObjectNode details) {
    if (lastId >= EVENT_LIMIT) {
      throw StateFault.runtime("The execution reached the maximum number of history events");
    }
    append(type, details);
    // What comes after the start counts as caused by nothing, as AWS has it.
    previousId = lastId == 1 ? 0 : lastId;
  }

  /** Adds the last event, which may go over the limit. */
  void addLast(String type, ObjectNode details) {
    append(type, details);
  }

  /** Adds the event of an end from outside, which follows nothing. */
  void addUncaused(String type, ObjectNode details) {
    previousId = 0;
    append(type, details);
  }

  private synchronized void append(String type, ObjectNode details) {
    lastId++;
    if (keeps) {
      String name = detailsName(type);
      events.add(new HistoryEvent(lastId, previousId, time.instant(), type, name, details));
    }
  }

  synchronized List<HistoryEvent> events() {
    return List.copyOf(events);
  }

  private static String detailsName(String type) {
    if (type.equals("LambdaFunctionStarted")) {
      return "";
    }
    if (type.endsWith("StateEntered")) {
      return "stateEnteredEventDetails";
    }
    if (type.endsWith("StateExited")) {
      return "stateExitedEventDetails";
    }
    return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1) + "EventDetails";
  }
}
