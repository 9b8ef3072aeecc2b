package dev.modelroute.core.upkeep;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.core.upkeep.Finding.Code;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.Outbox.Standing;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pairs each hold with its end. Most pairs meet while entries go by; what is left over at a border
 * is judged by its execution, which says what entries there must be.
 */
final class HoldProof {
  /** Holds waiting for their end, most; the eldest beyond it is judged at once. */
  private static final int MOST_OPEN = 10_000;

  /** An execution is ended this long after its deadline at the latest. */
  private static final Duration OVERDUE = Duration.ofMinutes(10);

  /** An event is queued at once, or by the sweeper's next runs. */
  private static final Duration UNSENT = Duration.ofMinutes(5);

  private final Sources sources;
  private final Instant since;
  private final Consumer<Finding> findings;
  private final LinkedHashMap<String, List<LedgerEntry>> open = new LinkedHashMap<>();
  private long lookups;

  /**
   * @param since executions that ended later are looked up even when their entries agree
   */
  HoldProof(Sources sources, Instant since, Consumer<Finding> findings) {
    this.sources = sources;
    this.since = since;
    this.findings = findings;
  }

  /** What is read to judge. */
  record Sources(Ledger ledger, ExecutionStore executions, Outbox outbox, InstantSource time) {}

  /** Executions that were looked up. */
  long lookups() {
    return lookups;
  }

  /** In any order: clocks differ, so that an end may stand before its hold. */
  void add(LedgerEntry entry) {
    String id = entry.reference();
    List<LedgerEntry> seen = open.computeIfAbsent(id, ignored -> new ArrayList<>(3));
    if (seen.stream().anyMatch(other -> other.type() == entry.type())) {
      findings.accept(new Finding(Code.ENTRY_TWICE, id + " " + entry.type()));
    }
    seen.add(entry);
    if (isClosed(seen)) {
      open.remove(id);
      if (!entry.at().isBefore(since)) {
        judge(id, seen);
      }
    } else if (open.size() > MOST_OPEN) {
      Map.Entry<String, List<LedgerEntry>> eldest = open.pollFirstEntry();
      judge(eldest.getKey(), eldest.getValue());
    }
  }

  private static boolean isClosed(List<LedgerEntry> seen) {
    Money rest = Money.ZERO;
    boolean held = false;
    for (LedgerEntry entry : seen) {
      rest = rest.plus(entry.delta().held());
      held |= entry.type() == EntryType.HOLD;
    }
    return held && rest.isZero();
  }

  /** Judges what is left. */
  void finish() {
    open.forEach(this::judge);
    open.clear();
  }

  private void judge(String id, List<LedgerEntry> seen) {
    lookups++;
    Optional<Execution> found = ExecutionId.parse(id).flatMap(sources.executions()::find);
    if (found.isEmpty()) {
      findings.accept(new Finding(Code.NO_EXECUTION, id));
      return;
    }
    Execution execution = found.get();
    List<LedgerEntry> expected = expected(execution);
    for (LedgerEntry entry : seen) {
      if (!expected.contains(entry)) {
        findings.accept(new Finding(Code.ENTRY_UNEXPECTED, id + " " + entry.type()));
      }
    }
    for (LedgerEntry entry : expected) {
      if (!seen.contains(entry) && !sources.ledger().find(entry).equals(Optional.of(entry))) {
        findings.accept(new Finding(Code.ENTRY_MISSING, id + " " + entry.type()));
      }
    }
    judgeEnd(execution);
  }

  private void judgeEnd(Execution execution) {
    String id = execution.id().value();
    if (!execution.isTerminal()
        && sources.time().instant().isAfter(execution.expiresAt().plus(OVERDUE))) {
      findings.accept(new Finding(Code.HOLD_OVERDUE, id));
    }
    judgeEvent(execution, Slot.STARTED, execution.startedAt());
    if (judgeEvent(execution, Slot.FINAL, execution.completedAt()) == Standing.MISSING) {
      findings.accept(new Finding(Code.NO_FINAL_EVENT, id));
    }
  }

  /**
   * @param writtenAt when there was to be this event; null when that is still to come
   */
  private Standing judgeEvent(Execution execution, Slot slot, @Nullable Instant writtenAt) {
    if (writtenAt == null) {
      return Standing.DONE;
    }
    Standing standing = sources.outbox().standing(execution.id(), slot);
    if (standing == Standing.WAITING && sources.time().instant().isAfter(writtenAt.plus(UNSENT))) {
      findings.accept(new Finding(Code.EVENT_UNSENT, execution.id() + " " + slot));
    }
    return standing;
  }

  /** The entries an execution must have, by how it stands. */
  private static List<LedgerEntry> expected(Execution execution) {
    List<LedgerEntry> expected = new ArrayList<>();
    expected.add(entry(execution, EntryType.HOLD, execution.hold(), execution.createdAt()));
    if (execution.isTerminal()) {
      Resolution resolution = execution.resolution().orElseThrow();
      Instant at = Objects.requireNonNull(execution.completedAt());
      if (resolution.captured().isPositive()) {
        expected.add(entry(execution, EntryType.CAPTURE, resolution.captured(), at));
      }
      if (resolution.released().isPositive()) {
        expected.add(entry(execution, EntryType.RELEASE, resolution.released(), at));
      }
    }
    return expected;
  }

  private static LedgerEntry entry(Execution of, EntryType type, Money amount, Instant at) {
    return new LedgerEntry(of.account(), type, amount, of.id().value(), at);
  }
}
