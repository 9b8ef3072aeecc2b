package dev.modelroute.local.stepfunctions;

/** How a start ended. */
public sealed interface Started {

  /** It runs: since now, or since an earlier start with the same name and the same input. */
  record Running(ExecutionView execution) implements Started {}

  /** The name belongs to an ended execution, or to a running one with another input. */
  record NameTaken(String arn) implements Started {}

  /** The input is not JSON. */
  record InputNotJson() implements Started {}
}
