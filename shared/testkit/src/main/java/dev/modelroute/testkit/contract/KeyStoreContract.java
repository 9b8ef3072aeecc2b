package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.KeyStore.KeyCreation;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.StoredKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code KeyStore} promises. */
public abstract class KeyStoreContract extends StoreContract {

  @Test
  void an_organisation_is_created_once() {
    Organization organization = make.organization(OrgId.of(ids.next()));
    List<Boolean> created = Parallel.call(8, i -> keys().createOrganization(organization));
    assertEquals(1, created.stream().filter(yes -> yes).count());
    assertEquals(Optional.of(organization), keys().findOrganization(organization.id()));
    assertEquals(Optional.empty(), keys().findOrganization(OrgId.of(ids.next())));
  }

  @Test
  void a_key_is_found_by_its_digest_and_nothing_else() {
    StoredKey key = make.key(organization());
    assertEquals(KeyCreation.CREATED, keys().createKey(key));
    assertEquals(Optional.of(key), keys().findByDigest(key.digest()));
    assertEquals(Optional.empty(), keys().findByDigest(Digests.sha256("another")));
  }

  @Test
  void a_key_needs_an_organisation() {
    StoredKey key = make.key(make.account());
    assertEquals(KeyCreation.NO_SUCH_ORGANIZATION, keys().createKey(key));
    assertEquals(Optional.empty(), keys().findByDigest(key.digest()));
  }

  @Test
  void keys_are_listed_newest_first_of_both_accounts_and_of_one_organisation() {
    Account live = organization();
    Account other = organization();
    List<StoredKey> newestFirst = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      AccountMode mode = i % 2 == 0 ? AccountMode.LIVE : AccountMode.TEST;
      StoredKey key = make.key(new Account(live.organization(), mode));
      assertEquals(KeyCreation.CREATED, keys().createKey(key));
      keys().createKey(make.key(other));
      newestFirst.addFirst(key);
      time.advance(Duration.ofSeconds(1));
    }
    assertEquals(newestFirst, keys().keysOf(live.organization()));
    assertEquals(List.of(), keys().keysOf(OrgId.of(ids.next())));
  }

  @Test
  void thirty_keys_at_once_make_twenty() {
    Account account = organization();
    List<StoredKey> tries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      tries.add(make.key(account));
    }
    List<KeyCreation> answers = Parallel.call(30, i -> keys().createKey(tries.get(i)));
    assertEquals(
        KeyStore.MAX_LIVE_KEYS, answers.stream().filter(KeyCreation.CREATED::equals).count());
    assertEquals(10, answers.stream().filter(KeyCreation.TOO_MANY::equals).count());
    assertEquals(KeyStore.MAX_LIVE_KEYS, keys().keysOf(account.organization()).size());
    for (int i = 0; i < 30; i++) {
      assertEquals(
          answers.get(i) == KeyCreation.CREATED,
          keys().findByDigest(tries.get(i).digest()).isPresent());
    }
  }

  @Test
  void settings_change_with_every_copy_of_them() {
    Account account = organization();
    Account other = organization();
    StoredKey first = make.key(account);
    StoredKey foreign = make.key(other);
    keys().createKey(first);
    keys().createKey(foreign);
    Organization changed =
        keys()
            .changeSettings(account.organization(), settings -> settings.withBalanceShards(16))
            .orElseThrow();
    assertEquals(16, changed.settings().balanceShards());
    assertEquals(Optional.of(changed), keys().findOrganization(account.organization()));
    assertEquals(Optional.of(first.with(changed.settings())), keys().findByDigest(first.digest()));
    assertEquals(Optional.of(foreign), keys().findByDigest(foreign.digest()));
    assertEquals(KeyCreation.SETTINGS_CHANGED, keys().createKey(make.key(account)));
    assertEquals(KeyCreation.CREATED, keys().createKey(make.key(account).with(changed.settings())));
    assertEquals(
        Optional.empty(), keys().changeSettings(OrgId.of(ids.next()), settings -> settings));
  }

  @Test
  void of_changes_at_once_each_counts_and_new_keys_have_the_last() {
    Account account = organization();
    keys().createKey(make.key(account));
    List<Boolean> done =
        Parallel.call(
            6,
            i ->
                i % 3 == 0
                    ? keys().createKey(make.key(account)) != KeyCreation.TOO_MANY
                    : keys()
                        .changeSettings(
                            account.organization(), s -> s.withBalanceShards(s.balanceShards() + 1))
                        .isPresent());
    assertEquals(6, done.stream().filter(yes -> yes).count());
    OrganizationSettings last =
        keys().findOrganization(account.organization()).orElseThrow().settings();
    assertEquals(5, last.balanceShards());
    for (StoredKey key : keys().keysOf(account.organization())) {
      assertEquals(last, key.settings());
    }
  }

  @Test
  void a_revoked_key_is_still_found() {
    StoredKey key = make.key(organization());
    StoredKey revoked =
        new StoredKey(
            key.id(),
            key.account(),
            key.label(),
            key.level(),
            key.digest(),
            key.lastFour(),
            key.spendLimit(),
            key.settings(),
            key.createdAt(),
            time.instant());
    assertEquals(KeyCreation.CREATED, keys().createKey(revoked));
    assertEquals(Optional.of(revoked), keys().findByDigest(key.digest()));
    assertTrue(keys().findByDigest(key.digest()).orElseThrow().isRevoked());
    assertFalse(key.isRevoked());
  }

  private Account organization() {
    Account account = make.account();
    assertTrue(keys().createOrganization(make.organization(account.organization())));
    return account;
  }

  private KeyStore keys() {
    return stores.keys();
  }
}
