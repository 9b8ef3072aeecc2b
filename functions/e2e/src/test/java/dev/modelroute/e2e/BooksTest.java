package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Isolated tests run after the parallel ones: everybody else has moved money by then. */
@Isolated
final class BooksTest {
  @Test
  void the_books_balance_whatever_happened() {
    Api operator = Platform.shared().operator();
    Api api = Platform.shared().tenant().api();
    api.run("sim-text", "{'prompt':'p'}");
    Answer proof = operator.get("/v1/admin/ledger/verify").with(200);
    assertEquals("true", proof.text("balanced"), proof::toString);
    for (JsonObject account : Answer.objects(proof.json(), "accounts")) {
      assertEquals("[]", Answer.text(account, "findings"), account::toText);
    }
  }
}
