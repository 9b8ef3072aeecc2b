package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.KeyStore.KeyCreation;
import dev.modelroute.core.identity.KeyStore.Rotation;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.StoredKey;
import java.time.Duration;
import java.time.Instant;
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
  void a_revoked_key_is_still_found_but_ended_and_makes_room_for_another() {
    Account account = organization();
    List<StoredKey> all = new ArrayList<>();
    for (int i = 0; i < KeyStore.MAX_LIVE_KEYS; i++) {
      all.add(make.key(account));
      keys().createKey(all.getLast());
    }
    StoredKey key = all.getFirst();
    Instant end = time.advance(Duration.ofSeconds(1));
    List<Boolean> revoked =
        Parallel.call(6, i -> keys().revoke(account.organization(), key.id(), end));
    assertEquals(1, revoked.stream().filter(yes -> yes).count());
    assertEquals(Optional.of(key.until(end)), keys().findByDigest(key.digest()));
    assertFalse(key.until(end).isLive(end));
    assertEquals(19, keys().keysOf(account.organization()).size());
    assertEquals(KeyCreation.CREATED, keys().createKey(make.key(account)));
    assertEquals(KeyCreation.TOO_MANY, keys().createKey(make.key(account)));
    assertFalse(keys().revoke(OrgId.of(ids.next()), all.getLast().id(), end));
  }

  @Test
  void a_rotated_key_has_two_secrets_for_a_while_and_never_three() {
    StoredKey first = make.key(organization());
    keys().createKey(first);
    StoredKey second = otherSecret(first);
    Instant now = time.instant();
    Rotation rotation = new Rotation(now, now.plusSeconds(3600));
    assertTrue(keys().rotate(first, second, rotation));
    assertEquals(
        Optional.of(first.until(rotation.previousUntil())), keys().findByDigest(first.digest()));
    assertEquals(Optional.of(second), keys().findByDigest(second.digest()));
    assertEquals(List.of(second), keys().keysOf(first.account().organization()));
    assertFalse(keys().rotate(first, otherSecret(first), rotation), "not the newest any more");

    StoredKey third = otherSecret(second);
    assertTrue(keys().rotate(second, third, rotation));
    assertFalse(keys().findByDigest(first.digest()).orElseThrow().isLive(now), "two at most");
    assertTrue(keys().findByDigest(second.digest()).orElseThrow().isLive(now));

    OrganizationSettings changed =
        keys()
            .changeSettings(first.account().organization(), s -> s.withBalanceShards(4))
            .orElseThrow()
            .settings();
    for (StoredKey live : List.of(second, third)) {
      assertEquals(changed, keys().findByDigest(live.digest()).orElseThrow().settings());
    }
    assertFalse(keys().rotate(third, otherSecret(third), rotation), "with settings of before");

    assertTrue(keys().revoke(first.account().organization(), first.id(), now));
    for (StoredKey secret : List.of(first, second, third)) {
      assertFalse(keys().findByDigest(secret.digest()).orElseThrow().isLive(now));
    }
    assertFalse(keys().rotate(third.with(changed), otherSecret(third), rotation));
  }

  @Test
  void of_rotations_at_once_one_wins() {
    StoredKey key = make.key(organization());
    keys().createKey(key);
    Rotation rotation = new Rotation(time.instant(), time.instant());
    List<StoredKey> nexts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      nexts.add(otherSecret(key));
    }
    List<Boolean> won = Parallel.call(8, i -> keys().rotate(key, nexts.get(i), rotation));
    assertEquals(1, won.stream().filter(yes -> yes).count());
    assertEquals(
        List.of(nexts.get(won.indexOf(true))), keys().keysOf(key.account().organization()));
  }

  @Test
  void the_last_use_only_moves_on() {
    StoredKey key = make.key(organization());
    keys().createKey(key);
    Instant now = time.instant();
    for (int seconds : new int[] {60, 0, 60, 30}) {
      keys().used(key, now.plusSeconds(seconds));
      assertEquals(Optional.of(key.usedAt(now.plusSeconds(60))), keys().findByDigest(key.digest()));
    }
    StoredKey unknown = make.key(make.account());
    keys().used(unknown, now);
    assertEquals(Optional.empty(), keys().findByDigest(unknown.digest()));
  }

  private StoredKey otherSecret(StoredKey key) {
    StoredKey other = make.key(key.account());
    return new StoredKey(
        key.id(),
        key.account(),
        key.label(),
        key.level(),
        other.digest(),
        other.prefix(),
        other.lastFour(),
        key.spendLimit(),
        key.settings(),
        key.createdAt(),
        null,
        null);
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
