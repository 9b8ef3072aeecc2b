package dev.modelroute.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.AuthenticateKey;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.CreateKey;
import dev.modelroute.core.identity.CreateOrganization;
import dev.modelroute.core.identity.KeyLevel;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.Pepper;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CreateKeyTest {
  private static final Pepper PEPPER = new Pepper("a pepper for tests");

  private final SettableTime time = new SettableTime();
  private final CountingIds ids = new CountingIds();
  private final KeyStore store = new MemoryPlatform().keys();
  private final CreateOrganization organizations = new CreateOrganization(store, ids, time);
  private final CreateKey keys = new CreateKey(store, PEPPER, ids, time, new Random(3));

  private Account account(IdempotencyMode mode) {
    var created =
        assertInstanceOf(
            CreateOrganization.Created.Stored.class, organizations.create("Example", mode));
    return new Account(created.organization().id(), AccountMode.TEST);
  }

  private CreateKey.Created.Stored create(Account account, KeyLevel level) {
    return assertInstanceOf(
        CreateKey.Created.Stored.class, keys.create(account, "label", level, null));
  }

  @Test
  void a_new_key_speaks_for_its_account_at_its_level() {
    Account account = account(IdempotencyMode.AUTO);
    CreateKey.Created.Stored created = create(account, KeyLevel.EXECUTION);
    Optional<Caller> caller =
        new AuthenticateKey(store, PEPPER, time).authenticate(created.secret().reveal());
    assertEquals(
        Optional.of(
            new Caller(
                account,
                created.key().id(),
                "label",
                KeyLevel.EXECUTION,
                null,
                OrganizationSettings.DEFAULT.withIdempotency(IdempotencyMode.AUTO))),
        caller);
    assertEquals(created.secret().lastFour(), created.key().lastFour());
    assertFalse(created.key().toString().contains(created.secret().reveal()));
  }

  @Test
  void under_another_pepper_the_key_is_unknown() {
    CreateKey.Created.Stored created = create(account(IdempotencyMode.REQUIRED), KeyLevel.FULL);
    AuthenticateKey other = new AuthenticateKey(store, new Pepper("another pepper, as long"), time);
    assertEquals(Optional.empty(), other.authenticate(created.secret().reveal()));
  }

  @Test
  void two_keys_have_two_secrets() {
    Account account = account(IdempotencyMode.REQUIRED);
    assertFalse(
        create(account, KeyLevel.FULL)
            .secret()
            .reveal()
            .equals(create(account, KeyLevel.FULL).secret().reveal()));
  }

  @Test
  void limits_and_strangers_are_refused() {
    Account account = account(IdempotencyMode.REQUIRED);
    assertInstanceOf(
        CreateKey.Created.Invalid.class,
        keys.create(account, "x".repeat(101), KeyLevel.FULL, null));
    Account stranger = new Account(OrgId.of(ids.next()), AccountMode.LIVE);
    assertInstanceOf(
        CreateKey.Created.NoSuchOrganization.class,
        keys.create(stranger, "x", KeyLevel.FULL, null));
    for (int i = 0; i < KeyStore.MAX_LIVE_KEYS; i++) {
      create(account, KeyLevel.FULL);
    }
    assertInstanceOf(
        CreateKey.Created.TooMany.class, keys.create(account, "x", KeyLevel.FULL, null));
  }

  @Test
  void an_organisation_needs_a_name() {
    for (String name : new String[] {"", "  ", "x".repeat(201)}) {
      assertInstanceOf(
          CreateOrganization.Created.Invalid.class,
          organizations.create(name, IdempotencyMode.REQUIRED));
    }
  }
}
