package dev.modelroute.aws.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.contract.StoreContract;
import dev.modelroute.testkit.contract.Stores;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What embedded DynamoDB never does by itself: conflicts, lost answers. And how many calls. */
class DynamoFaultsTest extends StoreContract {
  private final ScriptedFaults faults = new ScriptedFaults();

  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh(EmbeddedStores.patientClient(faults), pause -> {});
  }

  @Test
  void accepting_a_small_input_is_one_transaction_and_nothing_else() {
    Account account = funded("1");
    faults.takeCalls();
    accepted(make.pending(account).build());
    assertEquals(List.of("TransactWriteItems"), faults.takeCalls());
    stores.executions().accept(make.pending(account).estimate("100").build());
    assertEquals(List.of("TransactWriteItems"), faults.takeCalls());
  }

  @Test
  void accepting_on_many_rows_is_one_transaction_too_and_looks_around_only_when_short() {
    Account account = funded("1");
    stores.ledger().spread(account, 4);
    faults.takeCalls();
    accept(account, "0.040", 4);
    assertEquals(List.of("TransactWriteItems"), faults.takeCalls());
    accept(account, "0.300", 4);
    assertEquals(
        List.of("TransactWriteItems", "GetItem", "TransactGetItems", "TransactWriteItems"),
        faults.takeCalls());
    stores.executions().accept(make.pending(account).estimate("9").build(), new HoldTerms(4));
    assertEquals(List.of("TransactWriteItems", "GetItem", "TransactGetItems"), faults.takeCalls());
  }

  private Execution accept(Account account, String estimate, int shards) {
    Execution execution = make.pending(account).estimate(estimate).build();
    assertEquals(
        new Acceptance.Accepted(execution),
        stores.executions().accept(execution, new HoldTerms(shards)));
    return execution;
  }

  @Test
  void lost_answers_and_conflicts_of_split_holds_and_spreads_change_nothing() {
    Account account = funded("1");
    faults.loseAnswers(1, DynamoFaultsTest::lost);
    stores.ledger().spread(account, 4);
    faults.loseAnswers(1, DynamoFaultsTest::lost);
    Execution split = accept(account, "0.300", 4);
    faults.failBefore(7, DynamoFaultsTest::conflict);
    stores.ledger().spread(account, 16);
    faults.failBefore(8, DynamoFaultsTest::conflict);
    assertThrows(StoreUnavailableException.class, () -> stores.ledger().spread(account, 1));
    assertEquals(16, stores.ledger().shards(account));
    faults.loseAnswers(2, DynamoFaultsTest::lost);
    Execution again = make.pending(account).estimate("0.500").build();
    assertThrows(
        StoreUnavailableException.class,
        () -> stores.executions().accept(again, new HoldTerms(16)));
    assertEquals(
        new Acceptance.Accepted(again), stores.executions().accept(again, new HoldTerms(16)));
    assertEquals(
        new Balance(Money.parse("0.040"), Money.parse("0.960"), Money.ZERO),
        stores.ledger().balance(account));
    Invariants.check(stores, account, List.of(split, again));
  }

  @Test
  void finding_a_key_is_one_read() {
    faults.takeCalls();
    stores.keys().findByDigest("0".repeat(64));
    assertEquals(List.of("GetItem"), faults.takeCalls());
  }

  @Test
  void resolving_is_one_read_and_one_transaction() {
    Execution open = started(accepted(make.pending(funded("1")).build()));
    faults.takeCalls();
    ended(open, make.completed(Money.parse("0.04")));
    assertEquals(List.of("GetItem", "TransactWriteItems"), faults.takeCalls());
  }

  @Test
  void seven_conflicts_are_survived_and_eight_are_not() {
    Account account = funded("1");
    faults.failBefore(7, DynamoFaultsTest::conflict);
    Execution first = accepted(make.pending(account).build());
    faults.failBefore(8, DynamoFaultsTest::conflict);
    Execution second = make.pending(account).build();
    assertThrows(StoreUnavailableException.class, () -> stores.executions().accept(second));
    Invariants.check(stores, account, List.of(first));
  }

  @Test
  void a_lost_answer_to_each_kind_of_transaction_changes_nothing() {
    Account account = make.account();
    faults.loseAnswers(1, DynamoFaultsTest::lost);
    stores.ledger().credit(make.credit(account, Money.parse("1")));
    assertEquals(Money.parse("1"), stores.ledger().balance(account).available());
    faults.loseAnswers(1, DynamoFaultsTest::lost);
    Execution pending = accepted(make.pending(account).build());
    faults.loseAnswers(1, DynamoFaultsTest::lost);
    Execution open = started(pending);
    faults.loseAnswers(1, DynamoFaultsTest::lost);
    Execution ended = ended(open, make.completed(Money.parse("0.04")));
    Invariants.check(stores, account, List.of(ended));
  }

  @Test
  void an_accept_given_up_on_after_its_commit_is_recognised_when_it_is_sent_anew() {
    Account account = funded("1");
    Execution execution = make.pending(account).build();
    faults.loseAnswers(2, DynamoFaultsTest::lost);
    assertThrows(StoreUnavailableException.class, () -> stores.executions().accept(execution));
    assertEquals(new Acceptance.Accepted(execution), stores.executions().accept(execution));
    Invariants.check(stores, account, List.of(execution));
  }

  @Test
  void a_resolve_given_up_on_after_its_commit_is_ended_when_it_is_sent_anew() {
    Account account = funded("1");
    Execution open = started(accepted(make.pending(account).build()));
    Execution ended = open.ended(new Ending.Cancelled(), time.instant());
    faults.loseAnswers(2, DynamoFaultsTest::lost);
    assertThrows(StoreUnavailableException.class, () -> resolve(ended, open.state()));
    assertEquals(new Resolved.AlreadyEnded(ended), resolve(ended, open.state()));
    Invariants.check(stores, account, List.of(ended));
  }

  private static SdkException conflict() {
    return TransactionCanceledException.builder()
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
        .build();
  }

  private static SdkException lost() {
    return SdkClientException.create("lost");
  }
}
