package dev.modelroute.core.flow;

import dev.modelroute.core.execution.ExecutionId;

/**
 * Where an execution stands after a dispatch, a poll or a callback, and so what the waiting task is
 * told.
 */
public sealed interface Dispatched {

  /** A result is on the attempt row: the machine goes on to Settle. */
  record Answered(String taskToken, ExecutionId execution) implements Dispatched {}

  /** The provider works on it: a poll or a callback will answer the task. */
  record Waiting() implements Dispatched {}

  /** The attempt failed, another may help: the machine comes back to Dispatch. */
  record TryNextRoute(String taskToken) implements Dispatched {}

  /** No attempt can help: the machine goes on to Release. */
  record GiveUp(String taskToken, TaskError error) implements Dispatched {}

  /** The execution is over; a machine still waiting is told so. */
  record AlreadyOver(String taskToken) implements Dispatched {}

  /** The same call came again, or too late: nothing is told to anyone. */
  record Duplicate() implements Dispatched {}
}
