package dev.modelroute.local;

import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.CreateKey;
import dev.modelroute.core.identity.CreateOrganization;
import dev.modelroute.core.identity.KeyLevel;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.WebhookSecret;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The organisation a local run starts with: a live and a test key, both balances funded, a webhook
 * secret.
 */
final class Seed {
  private static final Money FUNDS = Money.parse("100");

  private final ApplicationContext context;

  Seed(ApplicationContext context) {
    this.context = context;
  }

  /**
   * Writes the credentials of this run.
   *
   * @param kept where they are kept between runs; the same as {@code shown} without a data
   *     directory
   */
  void credentials(URI url, String adminKey, Path kept, Path shown) throws IOException {
    boolean again = !kept.equals(shown) && Files.exists(kept);
    JsonObject credentials = again ? StrictJson.trusted(Files.readString(kept)) : create(adminKey);
    JsonObject withUrl = JsonObject.builder().put("url", url.toString()).build();
    for (var member : credentials.members().entrySet()) {
      if (!member.getKey().equals("url")) {
        withUrl = withUrl.with(member.getKey(), member.getValue());
      }
    }
    PrivateFile.write(kept, withUrl.toText());
    if (!kept.equals(shown)) {
      PrivateFile.write(shown, withUrl.toText());
    }
  }

  private JsonObject create(String adminKey) {
    OrgId organization = organization();
    fund(new Account(organization, AccountMode.LIVE));
    fund(new Account(organization, AccountMode.TEST));
    WebhookSecret candidate = WebhookSecret.generate(context.getBean(RandomGenerator.class));
    WebhookSecret secret =
        context.getBean(EndpointStore.class).defaultSecrets(organization, candidate).current();
    return JsonObject.builder()
        .put("admin_key", adminKey)
        .put("organization_id", organization.value())
        .put("api_key", key(organization, AccountMode.LIVE))
        .put("test_api_key", key(organization, AccountMode.TEST))
        .put("webhook_secret", secret.value())
        .build();
  }

  private OrgId organization() {
    return switch (context
        .getBean(CreateOrganization.class)
        .create("Local", IdempotencyMode.REQUIRED)) {
      case CreateOrganization.Created.Stored(var organization) -> organization.id();
      case CreateOrganization.Created.Invalid(var error) ->
          throw new IllegalStateException(error.message());
    };
  }

  private String key(OrgId organization, AccountMode mode) {
    var created =
        context
            .getBean(CreateKey.class)
            .create(new Account(organization, mode), "local " + mode.text(), KeyLevel.FULL, null);
    if (created instanceof CreateKey.Created.Stored(var ignored, var secret)) {
      return secret.reveal();
    }
    throw new IllegalStateException("the first keys could not be made");
  }

  private void fund(Account account) {
    InstantSource time = context.getBean(InstantSource.class);
    String reference = "seed-" + context.getBean(IdSource.class).next();
    context
        .getBean(Ledger.class)
        .credit(new LedgerEntry(account, EntryType.CREDIT, FUNDS, reference, time.instant()));
  }
}
