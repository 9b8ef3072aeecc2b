package dev.modelroute.api;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.AdjustBalance;
import dev.modelroute.core.money.AdjustBalance.Adjusting;
import dev.modelroute.core.money.AdjustBalance.Adjustment;
import dev.modelroute.core.money.Balance;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operator sets a balance right, by an entry beside the wrong one. */
@Controller("/v1/admin/organizations")
@Access(Access.Level.OPERATOR)
final class AdjustmentController {
  private static final List<AccountMode> MODES = List.of(AccountMode.values());

  private final AdjustBalance adjustments;

  AdjustmentController(AdjustBalance adjustments) {
    this.adjustments = adjustments;
  }

  @Post("/{id}/adjustments")
  HttpResponse<byte[]> adjust(HttpRequest<?> request, @PathVariable String id) {
    Bodies body = Bodies.of(request, Set.of("amount", "reason", "id", "mode"));
    String amount = body.requiredText("amount");
    String reason = body.requiredText("reason");
    String name = body.requiredText("id");
    AccountMode mode = body.word("mode", AccountMode.LIVE, MODES, AccountMode::text);
    body.verify();
    Optional<OrgId> organization = OrgId.parse(id);
    if (organization.isEmpty()) {
      return Responses.refused(request, Refusal.notFound());
    }
    Account account = new Account(organization.get(), mode);
    return switch (adjustments.adjust(account, new Adjustment(amount, reason, name))) {
      case Adjusting.Done(boolean repeated, Balance balance) ->
          Responses.created(
                  BalanceController.json(balance).put("currency", "USD").put("id", name).build())
              .header("Idempotent-Replayed", Boolean.toString(repeated));
      case Adjusting.Invalid(var details) -> Responses.refused(request, Refusal.invalid(details));
      case Adjusting.IdTaken ignored ->
          Responses.refused(request, Refusal.conflict("The id was used for another amount."));
      case Adjusting.TooLittle ignored ->
          Responses.refused(request, Refusal.conflict("That is more than is available."));
      case Adjusting.NoSuchOrganization ignored -> Responses.refused(request, Refusal.notFound());
    };
  }
}
