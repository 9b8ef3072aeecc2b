package dev.modelroute.api;

import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.upkeep.Checkpoint;
import dev.modelroute.core.upkeep.ProofJson;
import dev.modelroute.core.upkeep.ProveLedger;
import dev.modelroute.core.upkeep.ProveLedger.Report;
import dev.modelroute.core.upkeep.ProveLedger.Scope;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves the books to the operator, as much as fits into one answer; the cursor carries on. With
 * {@code organization_id} both accounts of one organisation, else all there are.
 */
@Controller("/v1/admin/ledger")
@Access(Access.Level.OPERATOR)
final class LedgerController {
  private static final String ORGANIZATION = "organization_id";
  private static final String CURSOR = "cursor";

  /** Bounded so that an answer takes seconds: an execution is looked up by some four reads. */
  private static final Scope PART =
      new Scope(50, 20_000, 200, Instant.MIN, (account, entries) -> {});

  private final ProveLedger proof;
  private final Cursors cursors;

  LedgerController(ProveLedger proof, Cursors cursors) {
    this.proof = proof;
    this.cursors = cursors;
  }

  @Get("/verify")
  HttpResponse<byte[]> verify(HttpRequest<?> request) {
    Query query = Query.of(request, Set.of(ORGANIZATION, CURSOR));
    Optional<String> named = query.text(ORGANIZATION);
    Optional<OrgId> organization = named.flatMap(OrgId::parse);
    if (named.isPresent() && organization.isEmpty()) {
      return Responses.refused(request, Refusal.notFound());
    }
    String scope = "ledger verify " + organization.map(OrgId::value).orElse("all");
    @Nullable Checkpoint from = query.text(CURSOR).map(cursor -> open(scope, cursor)).orElse(null);
    Report report =
        organization
            .map(id -> proof.proveOrganization(id, from, PART))
            .orElseGet(() -> proof.proveAll(from, PART));
    Checkpoint next = report.next();
    String cursor = next == null ? null : cursors.seal(scope, next.json().toText());
    return Responses.ok(ProofJson.of(report, cursor));
  }

  private Checkpoint open(String scope, String cursor) {
    return cursors
        .open(scope, cursor)
        .map(StrictJson::trusted)
        .flatMap(Checkpoint::read)
        .orElseThrow(() ->
            new RequestRefusedException(
                Refusal.invalid(CURSOR, "INVALID", "Is not a cursor of this proof.")));
  }
}
