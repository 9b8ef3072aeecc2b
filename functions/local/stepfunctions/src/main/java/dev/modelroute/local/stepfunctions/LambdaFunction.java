package dev.modelroute.local.stepfunctions;

/** A function as the Lambda service sees it: JSON text in, JSON text out. */
@FunctionalInterface
public interface LambdaFunction {

  /**
   * Handles one event. Whatever it throws becomes the task's error, named by its class as the Java
   * runtime does ({@code a.b.Outer$Inner}).
   *
   * @return JSON text; empty counts as {@code null}
   */
  String handle(String event) throws Exception;
}
