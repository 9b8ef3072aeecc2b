package dev.modelroute.core.upkeep;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recomputes each account from its entries and compares: balance = folded entries, held = open
 * holds, and for every hold that ended CAPTURE + RELEASE = HOLD, each at most once.
 */
public final class ProveLedger {
  /** Reads of an account that moves while it is read; a real difference stays. */
  private static final int TRIES = 5;

  private final Ledger ledger;

  public ProveLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * One account's proof.
   *
   * @param differences empty when the books balance
   */
  public record AccountProof(
      Account account, long entries, Balance folded, Balance stored, List<String> differences) {
    public AccountProof {
      differences = List.copyOf(differences);
    }
  }

  public List<AccountProof> prove() {
    List<AccountProof> proofs = new ArrayList<>();
    ledger.accounts(account -> proofs.add(prove(account)));
    return proofs;
  }

  /** The proofs as operators read them. */
  public static JsonObject json(List<AccountProof> proofs) {
    JsonArray accounts =
        proofs.stream()
            .map(proof ->
                JsonObject.builder()
                    .put("organization_id", proof.account().organization().value())
                    .put("mode", proof.account().mode().text())
                    .put("entries", proof.entries())
                    .put("available", proof.stored().available().toUsd())
                    .put("held", proof.stored().held().toUsd())
                    .put("spent", proof.stored().spent().toUsd())
                    .put("differences", JsonArray.ofStrings(proof.differences()))
                    .build())
            .collect(JsonArray.collector());
    return JsonObject.builder()
        .put("balanced", proofs.stream().allMatch(proof -> proof.differences().isEmpty()))
        .put("accounts", accounts)
        .build();
  }

  private AccountProof prove(Account account) {
    AccountProof proof = proveOnce(account);
    for (int tries = 1; tries < TRIES && !proof.differences().isEmpty(); tries++) {
      proof = proveOnce(account);
    }
    return proof;
  }

  private AccountProof proveOnce(Account account) {
    Fold fold = new Fold();
    ledger.scan(account, fold::add);
    Balance stored = ledger.balance(account);
    List<String> differences = new ArrayList<>(fold.faults());
    if (!fold.balance.equals(stored)) {
      differences.add("the stored balance is not the sum of the entries");
    }
    if (!fold.open().equals(stored.held())) {
      differences.add("held is not the sum of the open holds");
    }
    return new AccountProof(account, fold.entries, fold.balance, stored, differences);
  }

  private static final class Fold {
    private Balance balance = Balance.ZERO;
    private long entries;
    private final Map<String, HoldFold> holds = new TreeMap<>();

    /** Order does not matter: a hold and its end may carry the same millisecond. */
    void add(LedgerEntry entry) {
      entries++;
      balance = balance.plus(entry.delta());
      switch (entry.type()) {
        case HOLD, CAPTURE, RELEASE -> addToHold(entry);
        case CREDIT, STORAGE, ADJUSTMENT -> {}
      }
    }

    private void addToHold(LedgerEntry entry) {
      HoldFold hold = holds.computeIfAbsent(entry.reference(), ignored -> new HoldFold());
      hold.add(entry);
      if (hold.isClosed()) {
        // Millions of these add up; an entry that comes after stands there without its hold.
        holds.remove(entry.reference());
      }
    }

    Money open() {
      return holds.values().stream().map(hold -> hold.rest).reduce(Money.ZERO, Money::plus);
    }

    List<String> faults() {
      return holds.entrySet().stream()
          .flatMap(hold -> hold.getValue().fault().map(what -> hold.getKey() + what).stream())
          .toList();
    }
  }

  /** The entries of one execution. */
  private static final class HoldFold {
    private final Set<EntryType> seen = EnumSet.noneOf(EntryType.class);
    private boolean repeated;
    private Money rest = Money.ZERO;

    void add(LedgerEntry entry) {
      repeated |= !seen.add(entry.type());
      rest = rest.plus(entry.delta().held());
    }

    boolean isClosed() {
      return fault().isEmpty() && rest.isZero();
    }

    Optional<String> fault() {
      if (repeated) {
        return Optional.of(" has an entry twice");
      }
      if (!seen.contains(EntryType.HOLD)) {
        return Optional.of(" was resolved without a hold");
      }
      boolean resolved = seen.size() > 1;
      return resolved && !rest.isZero()
          ? Optional.of(" was not resolved for exactly its hold")
          : Optional.empty();
    }
  }
}
