package dev.modelroute.core.upkeep;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Snapshot;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the proof of an account stands, so that another call carries on. It is believed: whoever
 * hands it out must know it again.
 *
 * @param from order key of the next entry
 * @param sums of all entries before it
 * @param snapshots number of the last snapshot that was looked at
 * @param digest of that snapshot
 * @param isTail whether all snapshots were looked at
 */
public record Checkpoint(
    Account account, String from, Sums sums, long snapshots, String digest, boolean isTail) {

  /**
   * What entries add up to.
   *
   * @param paid credits and adjustments
   * @param charged captures and storage
   */
  public record Sums(Balance folded, Money paid, Money charged) {
    static final Sums NONE = new Sums(Balance.ZERO, Money.ZERO, Money.ZERO);
  }

  /** At the first entry. */
  public static Checkpoint start(Account account) {
    return new Checkpoint(account, "", Sums.NONE, 0, "", false);
  }

  /** Behind a snapshot that is taken as it is. */
  public static Checkpoint behind(Snapshot snapshot) {
    Balance balance = snapshot.balance();
    Money paid = balance.available().plus(balance.held()).plus(balance.spent());
    return new Checkpoint(
        snapshot.account(),
        snapshot.until(),
        new Sums(balance, paid, balance.spent()),
        snapshot.number(),
        snapshot.digest(),
        false);
  }

  public JsonObject json() {
    return JsonObject.builder()
        .put("organization", account.organization().value())
        .put("mode", account.mode().text())
        .put("from", from)
        .put("available", sums.folded().available().nanos())
        .put("held", sums.folded().held().nanos())
        .put("spent", sums.folded().spent().nanos())
        .put("paid", sums.paid().nanos())
        .put("charged", sums.charged().nanos())
        .put("snapshots", snapshots)
        .put("digest", digest)
        .put("tail", isTail)
        .build();
  }

  /** Reads {@link #json} back; empty when it is none. */
  public static Optional<Checkpoint> read(JsonObject json) {
    Optional<OrgId> organization = json.string("organization").flatMap(OrgId::parse);
    if (organization.isEmpty()) {
      return Optional.empty();
    }
    AccountMode mode =
        AccountMode.valueOf(json.string("mode").orElseThrow().toUpperCase(Locale.ROOT));
    Balance folded =
        new Balance(money(json, "available"), money(json, "held"), money(json, "spent"));
    return Optional.of(
        new Checkpoint(
            new Account(organization.get(), mode),
            json.string("from").orElseThrow(),
            new Sums(folded, money(json, "paid"), money(json, "charged")),
            json.whole("snapshots").orElseThrow(),
            json.string("digest").orElseThrow(),
            json.bool("tail").orElseThrow()));
  }

  private static Money money(JsonObject json, String name) {
    return Money.ofNanos(json.whole(name).orElseThrow());
  }
}
