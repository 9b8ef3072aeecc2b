package dev.modelroute.wiring;

import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.metric.Metrics;
import dev.modelroute.core.money.AdjustBalance;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.SealLedger;
import dev.modelroute.core.upkeep.ProveLedger;
import dev.modelroute.core.upkeep.SweepLedger;
import dev.modelroute.core.webhook.Outbox;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The verbs of the books, from ports. */
@Factory
final class LedgerWiring {

  @Singleton
  AdjustBalance adjustBalance(KeyStore organizations, Ledger ledger, InstantSource time) {
    return new AdjustBalance(organizations, ledger, time);
  }

  @Singleton
  SealLedger sealLedger(Ledger ledger, InstantSource time) {
    return new SealLedger(ledger, time);
  }

  @Singleton
  ProveLedger proveLedger(
      Ledger ledger, ExecutionStore executions, Outbox outbox, InstantSource time) {
    return new ProveLedger(ledger, executions, outbox, time);
  }

  @Singleton
  SweepLedger sweepLedger(
      Ledger ledger, SealLedger seal, ProveLedger proof, Metrics metrics, InstantSource time) {
    return new SweepLedger(ledger, seal, proof, metrics, time);
  }
}
