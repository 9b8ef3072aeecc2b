package dev.modelroute.core.upkeep;

import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.upkeep.ProveLedger.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proofs as operators read them. */
public final class ProofJson {
  private ProofJson() {}

  /**
   * A whole answer.
   *
   * @param next cursor to carry on with; null at the end
   */
  public static JsonObject of(Report report, @Nullable String next) {
    List<AccountProof> proofs = report.proofs();
    return JsonObject.builder()
        .put("balanced", report.isBalanced())
        .put("entries", proofs.stream().mapToLong(AccountProof::entries).sum())
        .put("snapshots", proofs.stream().mapToLong(AccountProof::snapshots).sum())
        .put("accounts", proofs.stream().map(ProofJson::of).collect(JsonArray.collector()))
        .put("next", next)
        .build();
  }

  /** One account, or a part of it. */
  public static JsonObject of(AccountProof proof) {
    return JsonObject.builder()
        .put("organization_id", proof.account().organization().value())
        .put("account", proof.account().mode().text())
        .put("ok", proof.isOk())
        .put("complete", proof.next() == null)
        .put("entries", proof.entries())
        .put("snapshots", proof.snapshots())
        .put(
            "balances",
            JsonObject.builder()
                .put("stored", of(proof.stored()))
                .put("recomputed", of(proof.folded()))
                .put("compared", proof.compared())
                .build())
        .put(
            "findings", proof.findings().stream().map(ProofJson::of).collect(JsonArray.collector()))
        .build();
  }

  private static JsonObject of(Finding finding) {
    return JsonObject.builder()
        .put("code", finding.code().name())
        .put("about", finding.about())
        .build();
  }

  private static JsonObject of(Balance balance) {
    return JsonObject.builder()
        .put("available", balance.available().toUsd())
        .put("held", balance.held().toUsd())
        .put("spent", balance.spent().toUsd())
        .build();
  }
}
