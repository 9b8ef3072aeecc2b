package dev.modelroute.sweeper;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.upkeep.Finding;
import dev.modelroute.core.upkeep.SweepLedger;
import dev.modelroute.wiring.JsonLog;
import java.util.List;
import java.util.Map;

/**
 * What the books' proof has to say, in the log. Digests are there on purpose: whoever could rewrite
 * the table and its whole chain would still have to rewrite the log.
 *
 * @param log of the function
 */
record LedgerLog(JsonLog log) implements SweepLedger.Listener {

  @Override
  public void sealed(Account account, long number, String digest) {
    log.info(
        "ledger_sealed",
        Map.of("account", account.toString(), "number", Long.toString(number), "digest", digest));
  }

  @Override
  public void found(Account account, List<Finding> findings) {
    for (Finding finding : findings) {
      log.error(
          "ledger_drift",
          Map.of(
              "account",
              account.toString(),
              "code",
              finding.code().name(),
              "about",
              finding.about()));
    }
  }

  @Override
  public void progress(Account account, long entries) {
    log.info(
        "ledger_proof_progress",
        Map.of("account", account.toString(), "entries", Long.toString(entries)));
  }
}
