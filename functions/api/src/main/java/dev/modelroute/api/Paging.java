package dev.modelroute.api;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The form all lists have: {@code limit} and {@code cursor} in, one page out. */
@Singleton
final class Paging {
  static final Set<String> PARAMETERS = Set.of("limit", "cursor");

  private final Cursors cursors;

  Paging(Cursors cursors) {
    this.cursors = cursors;
  }

  /**
   * @param list name of the list; cursors of another one are refused
   */
  PageRequest read(Query query, Caller caller, String list) {
    int limit = query.whole("limit", 1, PageRequest.MAX_LIMIT).orElse(PageRequest.DEFAULT_LIMIT);
    @Nullable String position =
        query.text("cursor").map(cursor -> open(scope(caller, list), cursor)).orElse(null);
    return new PageRequest(limit, position);
  }

  <T> JsonObject write(
      Page<T> page, Caller caller, String list, Function<? super T, ? extends Json> json) {
    @Nullable String next = page.next();
    JsonArray data = page.items().stream().<Json>map(json).collect(JsonArray.collector());
    return JsonObject.builder()
        .put("data", data)
        .put("has_more", next != null)
        .put("next_cursor", next == null ? null : cursors.seal(scope(caller, list), next))
        .build();
  }

  private String open(String scope, String cursor) {
    return cursors
        .open(scope, cursor)
        .orElseThrow(() ->
            new RequestRefusedException(
                Refusal.invalid("cursor", "INVALID", "Is not a cursor of this list.")));
  }

  private static String scope(Caller caller, String list) {
    return caller.account() + " " + list;
  }
}
