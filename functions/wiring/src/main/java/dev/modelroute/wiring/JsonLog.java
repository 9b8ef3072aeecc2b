package dev.modelroute.wiring;

import dev.modelroute.core.json.JsonObject;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * One JSON line per noteworthy event. What may be written is decided where it is called: ids,
 * codes, counts, class names of faults. Never inputs, outputs, keys, tokens, URLs with queries, or
 * words of a provider.
 */
public final class JsonLog {
  private final PrintStream out;
  private final InstantSource time;

  public JsonLog(PrintStream out, InstantSource time) {
    this.out = out;
    this.time = time;
  }

  /** Something an operator may want to find later. */
  public void info(String event, Map<String, String> fields) {
    write("INFO", event, fields);
  }

  /** Something an operator should look at; alarms count these lines. */
  public void error(String event, Map<String, String> fields) {
    write("ERROR", event, fields);
  }

  /**
   * A fault: its class and where it was thrown. The message is left out, it may quote what it
   * failed on.
   */
  public void fault(String event, Throwable fault, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("fault", fault.getClass().getName());
    StackTraceElement[] trace = fault.getStackTrace();
    all.put("at", trace.length == 0 ? "unknown" : trace[0].toString());
    Throwable cause = fault.getCause();
    if (cause != null) {
      all.put("cause", cause.getClass().getName());
    }
    error(event, all);
  }

  private void write(String level, String event, Map<String, String> fields) {
    JsonObject.Builder line =
        JsonObject.builder()
            .put("time", time.instant().toString())
            .put("level", level)
            .put("event", event);
    new TreeMap<>(fields).forEach(line::put);
    out.println(line.build().toText());
  }
}
