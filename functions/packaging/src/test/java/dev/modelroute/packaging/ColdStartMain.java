package dev.modelroute.packaging;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * What the Lambda runtime does, in a process whose class path is one jar: makes the handler that
 * the first argument names, and calls it with each further argument as the event. Prints lines that
 * start with {@code @}: milliseconds, and the answer or the name of the fault.
 */
final class ColdStartMain {
  private ColdStartMain() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    long start = System.nanoTime();
    RequestStreamHandler handler =
        Class.forName(arguments[0])
            .asSubclass(RequestStreamHandler.class)
            .getDeclaredConstructor()
            .newInstance();
    print("made", start, arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      long called = System.nanoTime();
      print("called", called, call(handler, arguments[i]));
    }
    System.exit(0);
  }

  private static String call(RequestStreamHandler handler, String event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          answer,
          new NoContext());
      return answer.toString(StandardCharsets.UTF_8);
    } catch (Exception fault) {
      return fault.getClass().getName();
    }
  }

  private static void print(String what, long start, String text) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println("@" + what + " " + millis + " ms " + text);
  }
}
