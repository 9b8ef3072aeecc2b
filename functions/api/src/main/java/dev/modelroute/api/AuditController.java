package dev.modelroute.api;

import dev.modelroute.core.audit.AuditAction;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.audit.AuditJson;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.identity.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows an organisation what was done with its things. */
@Controller("/v1/audit-events")
@Access(Access.Level.FULL)
final class AuditController {
  private static final String LIST = "audit-events";
  private static final Set<String> PARAMETERS =
      Set.of("actor", "action", "resource", "limit", "cursor");
  private static final int MAX_ID_LENGTH = 100;

  private final AuditLog audit;
  private final Paging paging;

  AuditController(AuditLog audit, Paging paging) {
    this.audit = audit;
    this.paging = paging;
  }

  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Query query = Query.of(request, PARAMETERS);
    Caller caller = Callers.of(request);
    AuditFilter filter = new AuditFilter(id(query, "actor"), action(query), id(query, "resource"));
    var page = audit.list(caller.organization(), filter, paging.read(query, caller, LIST));
    return Responses.ok(paging.write(page, caller, LIST, AuditJson::of));
  }

  private static @Nullable AuditAction action(Query query) {
    Optional<String> sent = query.text("action");
    if (sent.isEmpty()) {
      return null;
    }
    return AuditAction.parse(sent.get())
        .orElseThrow(() -> refused("action", "Must be an action such as file.upload."));
  }

  private static @Nullable String id(Query query, String name) {
    Optional<String> sent = query.text(name);
    if (sent.filter(id -> id.isEmpty() || id.length() > MAX_ID_LENGTH).isPresent()) {
      throw refused(name, "Must be an id.");
    }
    return sent.orElse(null);
  }

  private static RequestRefusedException refused(String field, String message) {
    return new RequestRefusedException(Refusal.invalid(field, "FORMAT", message));
  }
}
