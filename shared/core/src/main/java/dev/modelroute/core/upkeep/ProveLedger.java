package dev.modelroute.core.upkeep;

import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.webhook.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes accounts from their entries and compares: the balance is the sum of the entries, the
 * chain of snapshots is whole, each hold that ended was resolved once and for exactly its amount,
 * no hold outlives its execution. See {@link Finding.Code} for all of it. Entries are streamed:
 * what is kept is bounded, however many there are.
 */
public final class ProveLedger {
  /** Progress is told each so many entries of an account. */
  public static final long PROGRESS_ENTRIES = 100_000;

  private final HoldProof.Sources sources;

  public ProveLedger(Ledger ledger, ExecutionStore executions, Outbox outbox, InstantSource time) {
    this.sources = new HoldProof.Sources(ledger, executions, outbox, time);
  }

  /**
   * How much of the books one call looks at.
   *
   * @param accounts most
   * @param entries about how many; a part ends at the next place where it can
   * @param lookups executions looked up, about
   * @param since executions that ended later are looked up even when their entries agree; of the
   *     others only what does not meet its other half
   * @param progress told of long runs: account and entries read so far
   */
  public record Scope(
      int accounts, long entries, long lookups, Instant since, ObjLongConsumer<Account> progress) {

    /** Everything. */
    public static final Scope WHOLE =
        new Scope(
            Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Instant.MIN, (account, count) -> {});

    /** This scope with another listener. */
    public Scope with(ObjLongConsumer<Account> listener) {
      return new Scope(accounts, entries, lookups, since, listener);
    }

    private Scope without(AccountProof proof) {
      return new Scope(
          accounts - 1, Math.max(0, entries - proof.entries()), lookups, since, progress);
    }
  }

  /**
   * What was proven.
   *
   * @param next where to carry on; null when nothing is left
   */
  public record Report(List<AccountProof> proofs, @Nullable Checkpoint next) {
    public Report {
      proofs = List.copyOf(proofs);
    }

    /** Whether all that was looked at is as it must be. */
    public boolean isBalanced() {
      return proofs.stream().allMatch(AccountProof::isOk);
    }
  }

  /** Proves all accounts as a whole. */
  public List<AccountProof> prove() {
    List<AccountProof> proofs = new ArrayList<>();
    sources.ledger().accounts(account -> proofs.add(prove(account)));
    return proofs;
  }

  /** Proves one account as a whole. */
  public AccountProof prove(Account account) {
    return prove(Checkpoint.start(account), Scope.WHOLE);
  }

  /** Proves one account, or the next part of it. */
  public AccountProof prove(Checkpoint from, Scope scope) {
    return new AccountRun(from, scope, sources).run();
  }

  /** All accounts there are, as far as the scope goes. */
  public Report proveAll(@Nullable Checkpoint from, Scope scope) {
    Optional<Checkpoint> start = from == null ? accountAfter(null) : Optional.of(from);
    return walk(start.orElse(null), scope, this::accountAfter);
  }

  /** Both accounts of an organisation, as far as the scope goes. */
  public Report proveOrganization(OrgId organization, @Nullable Checkpoint from, Scope scope) {
    Checkpoint start =
        from == null ? Checkpoint.start(new Account(organization, AccountMode.LIVE)) : from;
    return walk(start, scope, ProveLedger::otherMode);
  }

  /** What comes after an account; null before the first. */
  private interface Order {
    Optional<Checkpoint> after(@Nullable Account account);
  }

  private Report walk(@Nullable Checkpoint start, Scope scope, Order order) {
    List<AccountProof> proofs = new ArrayList<>();
    @Nullable Checkpoint next = start;
    Scope left = scope;
    while (next != null && left.accounts() > 0 && left.entries() > 0) {
      AccountProof proof = prove(next, left);
      proofs.add(proof);
      left = left.without(proof);
      Checkpoint rest = proof.next();
      if (rest != null) {
        return new Report(proofs, rest);
      }
      next = order.after(proof.account()).orElse(null);
    }
    return new Report(proofs, next);
  }

  private Optional<Checkpoint> accountAfter(@Nullable Account account) {
    return sources.ledger().accountsAfter(account, 1).stream().findFirst().map(Checkpoint::start);
  }

  private static Optional<Checkpoint> otherMode(@Nullable Account account) {
    return account == null || account.mode() == AccountMode.TEST
        ? Optional.empty()
        : Optional.of(Checkpoint.start(new Account(account.organization(), AccountMode.TEST)));
  }
}
