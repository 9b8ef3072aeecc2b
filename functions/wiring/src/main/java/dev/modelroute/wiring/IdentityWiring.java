package dev.modelroute.wiring;

import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.AuthenticateKey;
import dev.modelroute.core.identity.CreateKey;
import dev.modelroute.core.identity.CreateOrganization;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.Pepper;
import dev.modelroute.core.identity.RotateKey;
import dev.modelroute.core.money.CreditBalance;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.SetBalanceShards;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Organisations, their keys and their credit, from ports. */
@Factory
final class IdentityWiring {

  @Singleton
  Pepper pepper(Settings settings) {
    return new Pepper(settings.required("MODELROUTE_PEPPER"));
  }

  @Singleton
  AuthenticateKey authenticateKey(KeyStore keys, Pepper pepper, InstantSource time) {
    return new AuthenticateKey(keys, pepper, time);
  }

  @Singleton
  CreateOrganization createOrganization(KeyStore keys, IdSource ids, InstantSource time) {
    return new CreateOrganization(keys, ids, time);
  }

  @Singleton
  CreateKey createKey(
      KeyStore keys, Pepper pepper, IdSource ids, InstantSource time, RandomGenerator random) {
    return new CreateKey(keys, pepper, ids, time, random);
  }

  @Singleton
  RotateKey rotateKey(KeyStore keys, Pepper pepper, InstantSource time, RandomGenerator random) {
    return new RotateKey(keys, pepper, time, random);
  }

  @Singleton
  SetBalanceShards setBalanceShards(KeyStore organizations, Ledger ledger) {
    return new SetBalanceShards(organizations, ledger);
  }

  @Singleton
  CreditBalance creditBalance(KeyStore organizations, Ledger ledger, InstantSource time) {
    return new CreditBalance(organizations, ledger, time);
  }
}
