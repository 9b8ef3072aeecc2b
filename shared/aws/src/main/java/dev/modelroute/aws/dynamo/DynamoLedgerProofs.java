package dev.modelroute.aws.dynamo;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.LedgerProofs;
import java.util.Optional;

/** Results of proofs on DynamoDB: {@code PROOFS} / name, as JSON text. */
final class DynamoLedgerProofs implements LedgerProofs {
  private static final String PARTITION = "PROOFS";
  private static final String PROOF = "proof";

  private final DynamoTable ledger;

  DynamoLedgerProofs(DynamoTable ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<JsonObject> find(String name) {
    return ledger.get(key(name)).map(row -> StrictJson.trusted(row.text(PROOF)));
  }

  @Override
  public void keep(String name, JsonObject proof) {
    ledger.putSame(Row.of(key(name)).put(PROOF, proof.toText()));
  }

  private static Row.Key key(String name) {
    return new Row.Key(PARTITION, name);
  }
}
