package dev.modelroute.core.upkeep;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account's proof, or a part of it.
 *
 * @param entries read in this part
 * @param snapshots looked at in this part
 * @param folded sum of all entries so far
 * @param stored the balance as it stands
 * @param compared whether the two could be compared: false for a part, and for an account that
 *     never rested while it was looked at
 * @param findings empty when the books balance; at most {@link #MOST_FINDINGS}
 * @param next where the next part begins; null after the last
 */
public record AccountProof(
    Account account,
    long entries,
    long snapshots,
    Balance folded,
    Balance stored,
    boolean compared,
    List<Finding> findings,
    @Nullable Checkpoint next) {

  /** One is enough to act on; whoever forged a million need not be told of each. */
  public static final int MOST_FINDINGS = 100;

  public AccountProof {
    findings = List.copyOf(findings);
  }

  public boolean isOk() {
    return findings.isEmpty();
  }

  /** What is wrong, in words. */
  public List<String> differences() {
    return findings.stream().map(finding -> finding.code() + " " + finding.about()).toList();
  }
}
