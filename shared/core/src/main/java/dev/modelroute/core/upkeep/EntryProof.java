package dev.modelroute.core.upkeep;

import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.upkeep.Checkpoint.Sums;
import dev.modelroute.core.upkeep.Finding.Code;
import java.util.function.Consumer;

/** Adds entries up, and checks of each what can be checked of it alone. */
final class EntryProof {
  private final HoldProof holds;
  private final Consumer<Finding> findings;
  private Balance folded;
  private Money paid;
  private Money charged;
  private long count;

  EntryProof(Sums before, HoldProof holds, Consumer<Finding> findings) {
    this.folded = before.folded();
    this.paid = before.paid();
    this.charged = before.charged();
    this.holds = holds;
    this.findings = findings;
  }

  void add(LedgerEntry entry) {
    count++;
    if (!entry.delta().equals(entry.type().delta(entry.amount())) || hasWrongSign(entry)) {
      findings.accept(new Finding(Code.WRONG_DELTA, entry.orderKey()));
    }
    folded = folded.plus(entry.delta());
    switch (entry.type()) {
      case CREDIT, ADJUSTMENT -> paid = paid.plus(entry.amount());
      case STORAGE -> charged = charged.plus(entry.amount());
      case CAPTURE -> {
        charged = charged.plus(entry.amount());
        holds.add(entry);
      }
      case HOLD, RELEASE -> holds.add(entry);
    }
  }

  private static boolean hasWrongSign(LedgerEntry entry) {
    return entry.amount().isNegative() && entry.type() != EntryType.ADJUSTMENT;
  }

  long count() {
    return count;
  }

  Balance folded() {
    return folded;
  }

  Sums sums() {
    return new Sums(folded, paid, charged);
  }

  /** What must hold of the sums once all entries are in. */
  void finish() {
    if (!folded.available().plus(folded.held()).plus(folded.spent()).equals(paid)) {
      findings.accept(new Finding(Code.PAID_DIFFERS, "paid in: " + paid));
    }
    if (!folded.spent().equals(charged)) {
      findings.accept(new Finding(Code.CHARGED_DIFFERS, "charged: " + charged));
    }
    if (isBelowZero(folded)) {
      findings.accept(new Finding(Code.BELOW_ZERO, "the sum of the entries"));
    }
  }

  static boolean isBelowZero(Balance balance) {
    return balance.available().isNegative()
        || balance.held().isNegative()
        || balance.spent().isNegative();
  }
}
