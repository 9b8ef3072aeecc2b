package dev.modelroute.api;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerLine;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Shows what an account has and every movement that led there. */
@Controller("/v1/balance")
@Access(Access.Level.EXECUTION)
final class BalanceController {
  private static final String LIST = "ledger";

  private final Ledger ledger;
  private final Paging paging;

  BalanceController(Ledger ledger, Paging paging) {
    this.ledger = ledger;
    this.paging = paging;
  }

  @Get
  HttpResponse<byte[]> balance(HttpRequest<?> request) {
    return Responses.ok(
        json(ledger.balance(Callers.of(request).account())).put("currency", "USD").build());
  }

  @Get("/ledger")
  HttpResponse<byte[]> lines(HttpRequest<?> request) {
    Query query = Query.of(request, Paging.PARAMETERS);
    Caller caller = Callers.of(request);
    var page = ledger.lines(caller.account(), paging.read(query, caller, LIST));
    return Responses.ok(paging.write(page, caller, LIST, BalanceController::json));
  }

  static JsonObject.Builder json(Balance balance) {
    return JsonObject.builder()
        .put("available", balance.available().toUsd())
        .put("held", balance.held().toUsd())
        .put("spent", balance.spent().toUsd());
  }

  private static JsonObject json(LedgerLine line) {
    LedgerEntry entry = line.entry();
    String execution = ExecutionId.parse(entry.reference()).map(ExecutionId::value).orElse(null);
    return JsonObject.builder()
        .put("type", entry.type().name())
        .put("amount", entry.amount().toUsd())
        .put("execution_id", execution)
        .put("reference", execution == null ? entry.reference() : null)
        .put("reason", entry.reason())
        .put("created_at", ExecutionJson.time(entry.at()))
        .put("balance_after", json(line.after()).build())
        .build();
  }
}
