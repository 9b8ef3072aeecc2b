package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.webhook.TargetAddress;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address guard at the door: what may never be called is not even stored. */
class SubmitWebhookUrlTest {
  private final PlatformOnTwins platform = new PlatformOnTwins();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # url | refusal
          '' | MALFORMED
          hook | MALFORMED
          https:/hook | MALFORMED
          http://example.com/ | SCHEME
          ftp://example.com/ | SCHEME
          https://example.com:8443/ | PORT
          https://user:pw@example.com/ | USER_INFO
          https://example.com@127.0.0.1/ | USER_INFO
          'https://example.com/#part' | FRAGMENT
          https://localhost/ | ADDRESS
          https://127.1/ | ADDRESS
          https://2130706433/ | ADDRESS
          https://0x7f000001/ | ADDRESS
          https://0177.0.0.1/ | ADDRESS
          https://10.0.0.1/ | ADDRESS
          https://169.254.169.254/latest | ADDRESS
          https://[::1]/ | ADDRESS
          https://[::ffff:127.0.0.1]/ | ADDRESS
          https://[fd00:ec2::254]/ | ADDRESS
          https://127.0.0.1./ | ADDRESS
          https://metadata.google.internal/ | ADDRESS
          """)
  void a_bad_address_is_refused_with_its_field_and_nothing_is_stored(String url, String why) {
    refused(url, why);
  }

  @Test
  void an_address_longer_than_any_is_refused() {
    refused("https://example.com/" + "a".repeat(TargetAddress.MAX_LENGTH), "MALFORMED");
  }

  private void refused(String url, String why) {
    Submitted.Refused refused = assertInstanceOf(Submitted.Refused.class, submit(url), url);

    assertEquals(ErrorCode.INPUT_VALIDATION_ERROR, refused.code(), url);
    assertEquals(
        List.of("webhook_url " + why),
        refused.details().stream().map(SubmitWebhookUrlTest::text).toList(),
        url);
    assertEquals("10.000 0.000 0.000", platform.money(), url);
    assertTrue(platform.rows().orchestrator().starts().isEmpty(), url);
    assertInstanceOf(
        Submitted.Accepted.class, submit("https://example.com/hook"), "its key is free: " + url);
  }

  private static String text(FieldError error) {
    return error.field() + " " + error.code();
  }

  private Submitted submit(String url) {
    return platform
        .useCases()
        .submit()
        .submit(
            platform.caller(),
            PlatformOnTwins.body().with("webhook_url", Json.of(url)),
            Optional.of("key"));
  }
}
