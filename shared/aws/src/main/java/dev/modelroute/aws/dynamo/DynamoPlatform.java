package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** All stores of one deployment, built on one client. */
public final class DynamoPlatform {
  private final DynamoExecutionStore executions;
  private final DynamoAttemptStore attempts;
  private final DynamoLedger ledger;
  private final DynamoKeyStore keys;
  private final DynamoOutbox outbox;

  /**
   * Builds the stores; reads and writes nothing.
   *
   * @param large for inputs, outputs and event bodies over 100 KB
   * @param random for the waits between tries; safe for use by many threads
   */
  public DynamoPlatform(
      DynamoDbClient dynamoDb,
      DynamoSettings settings,
      LargePayloads large,
      RandomGenerator random,
      Pause pause) {
    Retries retries = new Retries(random, pause);
    Transactions transactions = new Transactions(dynamoDb, retries, random);
    DynamoTable table = new DynamoTable(dynamoDb, settings.nameOf(Tables.EXECUTIONS), retries);
    DynamoTable books = new DynamoTable(dynamoDb, settings.nameOf(Tables.LEDGER), retries);
    DynamoTable identity = new DynamoTable(dynamoDb, settings.nameOf(Tables.IDENTITY), retries);
    Payloads payloads = new Payloads(table, large);
    EventRows events = new EventRows(table, payloads);
    ExecutionRows rows = new ExecutionRows(table, payloads);
    AttemptRows tries = new AttemptRows(payloads);
    executions =
        new DynamoExecutionStore(
            table,
            new DynamoExecutionStore.Forms(rows, tries, events),
            new ExecutionTransactions(
                new AcceptTransaction(table, rows, books, transactions, random),
                new ResolveTransaction(table, rows, events, books, transactions),
                transactions));
    attempts = new DynamoAttemptStore(table, tries, transactions);
    ledger = new DynamoLedger(books, transactions, random);
    keys =
        new DynamoKeyStore(
            identity,
            transactions,
            retries,
            DynamoDbEnhancedClient.builder().dynamoDbClient(dynamoDb).build());
    outbox = new DynamoOutbox(table, events);
  }

  public DynamoExecutionStore executions() {
    return executions;
  }

  public DynamoAttemptStore attempts() {
    return attempts;
  }

  public DynamoLedger ledger() {
    return ledger;
  }

  public DynamoKeyStore keys() {
    return keys;
  }

  public DynamoOutbox outbox() {
    return outbox;
  }
}
