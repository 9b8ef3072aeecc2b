package dev.modelroute.local.stepfunctions;

/** What whoever completes a token is told. */
public enum TokenAnswer {
  /** It was the first, and in time. */
  ACCEPTED,
  /** The task has ended: completed before, timed out, retried, or its execution is over. */
  TASK_OVER,
  /** No task has, or is remembered to have had, this token. */
  NO_SUCH_TASK
}
