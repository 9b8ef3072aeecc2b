package dev.modelroute.core.upkeep;

import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a round over all accounts has come; kept between calls, so that each does its share.
 *
 * @param startedAt when this round began
 * @param before when the one before it began; what moved since then is looked at
 * @param endedAt null while it runs
 * @param after the last account that is done; empty before the first
 * @param checkpoint where the account after that one stands; null at its beginning
 */
record ProofRound(
    Instant startedAt,
    Instant before,
    @Nullable Instant endedAt,
    String after,
    @Nullable Checkpoint checkpoint,
    Totals totals) {

  /** What a round found so far. */
  record Totals(long accounts, long entries, long findings) {
    static final Totals NONE = new Totals(0, 0, 0);

    Totals plus(AccountProof proof) {
      return new Totals(
          accounts + (proof.next() == null ? 1 : 0),
          entries + proof.entries(),
          findings + proof.findings().size());
    }
  }

  static ProofRound begin(Instant now, Instant before) {
    return new ProofRound(now, before, null, "", null, Totals.NONE);
  }

  boolean isOver() {
    return endedAt != null;
  }

  /** Whether it is over and the next one is due. */
  boolean isDone(Instant now, Duration period) {
    return isOver() && !now.isBefore(startedAt.plus(period));
  }

  /** Behind an account without a proof. */
  ProofRound past(String account) {
    return new ProofRound(startedAt, before, null, account, null, totals);
  }

  /** Behind a proof, or in the middle of one. */
  ProofRound past(String account, AccountProof proof) {
    Checkpoint next = proof.next();
    return new ProofRound(
        startedAt, before, null, next == null ? account : after, next, totals.plus(proof));
  }

  ProofRound ended(Instant now) {
    return new ProofRound(startedAt, before, now, "", null, totals);
  }

  JsonObject json() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("started_at", startedAt.toString())
            .put("before", before.toString())
            .put("ended_at", endedAt == null ? null : endedAt.toString())
            .put("after", after)
            .put("accounts", totals.accounts())
            .put("entries", totals.entries())
            .put("findings", totals.findings());
    if (checkpoint != null) {
      json.put("checkpoint", checkpoint.json());
    }
    return json.build();
  }

  static ProofRound read(JsonObject json) {
    return new ProofRound(
        Instant.parse(json.string("started_at").orElseThrow()),
        Instant.parse(json.string("before").orElseThrow()),
        json.string("ended_at").map(Instant::parse).orElse(null),
        json.string("after").orElseThrow(),
        json.object("checkpoint").flatMap(Checkpoint::read).orElse(null),
        new Totals(
            json.whole("accounts").orElseThrow(),
            json.whole("entries").orElseThrow(),
            json.whole("findings").orElseThrow()));
  }

  /** The account to look at next stands behind this one; empty for the first. */
  Optional<String> lastDone() {
    return after.isEmpty() ? Optional.empty() : Optional.of(after);
  }
}
