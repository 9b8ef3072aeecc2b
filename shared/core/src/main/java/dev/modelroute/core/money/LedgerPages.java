package dev.modelroute.core.money;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds a page of entries from the nearest snapshot on: what it costs depends on the entries since
 * then, not on the age of the account.
 */
final class LedgerPages {
  private final Ledger ledger;

  LedgerPages(Ledger ledger) {
    this.ledger = ledger;
  }

  Page<LedgerLine> read(Account account, PageRequest page) {
    List<LedgerEntry> newest = ledger.newest(account, page.position(), page.limit() + 1);
    if (newest.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    boolean more = newest.size() > page.limit();
    LedgerEntry oldest = more ? newest.get(page.limit() - 1) : newest.getLast();
    List<LedgerLine> lines =
        fold(account, oldest.orderKey(), newest.getFirst().orderKey()).reversed();
    // An entry that came in between may have made the page longer; its end is the next one's.
    List<LedgerLine> items = lines.subList(0, Math.min(lines.size(), page.limit()));
    boolean rest = more || items.size() < lines.size();
    return new Page<>(items, rest ? items.getLast().entry().orderKey() : null);
  }

  private List<LedgerLine> fold(Account account, String first, String last) {
    Snapshot base = ledger.snapshots().before(account, first).orElse(null);
    Balance[] after = {base == null ? Balance.ZERO : base.balance()};
    List<LedgerLine> lines = new ArrayList<>();
    ledger.read(
        account,
        base == null ? "" : base.until(),
        entry -> {
          String key = entry.orderKey();
          if (key.compareTo(last) > 0) {
            return false;
          }
          after[0] = after[0].plus(entry.delta());
          if (key.compareTo(first) >= 0) {
            lines.add(new LedgerLine(entry, after[0]));
          }
          return true;
        });
    return lines;
  }
}
