package dev.modelroute.proof;

import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.CostEstimate;
import dev.modelroute.core.money.Money;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a thread asks of the books, and what a right answer is when nobody else is there. */
sealed interface Operation {
  /** Reserves money under an idempotency key; equal keys ask for equal estimates. */
  record Hold(String key, Money estimate) implements Operation {}

  /** Ends one of the executions that are open at the beginning. */
  record Resolve(int execution, Optional<Money> charge) implements Operation {}

  record Credit(String reference, Money amount) implements Operation {}

  record Read() implements Operation {}

  /** Books that one thread has for itself: the specification. */
  final class Books {
    private Balance balance;
    private final Map<Integer, Money> open = new HashMap<>();
    private final Map<Integer, String> ended = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> references = new HashSet<>();

    Books(Balance balance, Map<Integer, Money> open) {
      this.balance = balance;
      this.open.putAll(open);
    }

    Books copy() {
      Books copy = new Books(balance, open);
      copy.ended.putAll(ended);
      copy.keys.addAll(keys);
      copy.references.addAll(references);
      return copy;
    }

    String answer(Operation operation) {
      return switch (operation) {
        case Hold(String key, Money estimate) -> hold(key, CostEstimate.of(estimate).hold());
        case Resolve(int execution, Optional<Money> charge) -> resolve(execution, charge);
        case Credit(String reference, Money amount) -> credit(reference, amount);
        case Read ignored -> balance.toString();
      };
    }

    private String hold(String key, Money amount) {
      if (keys.contains(key)) {
        return "REPLAYED";
      }
      if (balance.available().compareTo(amount) < 0) {
        return "SHORT";
      }
      keys.add(key);
      move(amount.negated(), amount, Money.ZERO);
      return "OK";
    }

    private String resolve(int execution, Optional<Money> charge) {
      Money held = open.remove(execution);
      if (held == null) {
        return "ALREADY_" + ended.get(execution);
      }
      Money charged = charge.orElse(Money.ZERO);
      ended.put(execution, charge.isPresent() ? "COMPLETED" : "CANCELLED");
      move(held.minus(charged), held.negated(), charged);
      return "OK";
    }

    private String credit(String reference, Money amount) {
      if (!references.add(reference)) {
        return "KNOWN";
      }
      move(amount, Money.ZERO, Money.ZERO);
      return "OK";
    }

    private void move(Money available, Money held, Money spent) {
      balance = balance.plus(new Balance.Delta(available, held, spent));
    }

    String state() {
      return balance + " " + open + " " + ended + " " + keys + " " + references;
    }
  }
}
