package dev.modelroute.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFingerprintTest {
  private static final OrgId ORGANIZATION = OrgId.of(new UUID(0, 1));
  private static final Account LIVE = new Account(ORGANIZATION, AccountMode.LIVE);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"a":1,"b":2}             | {"b":2,"a":1}                       | true
          {"a":1}                   | {"a":1.0}                           | true
          {"a":1}                   | {"a":1e0}                           | true
          {"a":100}                 | {"a":1E2}                           | true
          {"a":0}                   | {"a":-0.0}                          | true
          {"a":1}                   | {"idempotency_key":"k","a":1}       | true
          {"a":"\\u00e9"}           | {"a":"é"}                           | true
          {"a":1}                   | {"a":"1"}                           | false
          {"a":1}                   | {"a":1.000000001}                   | false
          {"a":[1,2]}               | {"a":[2,1]}                         | false
          {"a":null}                | {}                                  | false
          {"a":{}}                  | {}                                  | false
          {"a":"x"}                 | {"a":"x "}                          | false
          {"a":9007199254740993}    | {"a":9007199254740992}              | false
          {"a":{"idempotency_key":1}} | {"a":{}}                          | false
          """)
  void two_requests_are_one_when_they_mean_the_same(String left, String right, boolean same) {
    assertEquals(same, of(left).equals(of(right)), left + " " + right);
  }

  @Test
  void the_account_is_part_of_the_request() {
    Account test = new Account(ORGANIZATION, AccountMode.TEST);

    assertNotEquals(
        RequestFingerprint.of(LIVE, JsonObject.EMPTY),
        RequestFingerprint.of(test, JsonObject.EMPTY));
  }

  private static RequestFingerprint of(String body) {
    return RequestFingerprint.of(LIVE, StrictJson.trusted(body));
  }
}
