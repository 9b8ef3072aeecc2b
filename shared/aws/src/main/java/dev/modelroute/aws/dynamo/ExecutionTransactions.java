package dev.modelroute.aws.dynamo;

/**
 * The transactions of an execution.
 *
 * @param plain those that move no money
 */
record ExecutionTransactions(
    AcceptTransaction accepting, ResolveTransaction resolving, Transactions plain) {}
