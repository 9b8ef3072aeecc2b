package dev.modelroute.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretRedactionTest {
  private final SecretRedaction redaction =
      new SecretRedaction(List.of("abcd-1234", "abcd-1234-longer"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the key abcd-1234 is wrong             | the key [redacted] is wrong
          abcd-1234-longer                       | [redacted]
          Authorization: Bearer sk-other-secret! | Authorization: Bearer [redacted]
          Authorization: Key 12345678:abcdef     | Authorization: Key [redacted]
          see https://host/path?key=x&y=1 now    | see https://host/path?[redacted] now
          https://user:word@host/path            | https://[redacted]@host/path
          a question? no secret                  | a question? no secret
          """)
  void secrets_are_taken_out_and_the_rest_is_kept(String text, String clean) {
    assertEquals(clean, redaction.apply(text));
  }

  @Test
  void settings_name_their_secrets_and_never_print_them() {
    ProviderSettings settings =
        new ProviderSettings(
            Map.of("OPENAI_API_KEY", " abcd-1234 ", "FAL_KEY", "x", "OLLAMA_HOST", "localhost:1"),
            null);

    assertEquals(List.of("abcd-1234"), settings.secrets());
    assertEquals(Optional.of("abcd-1234"), settings.get("OPENAI_API_KEY"));
    assertFalse(settings.toString().contains("abcd"));
  }
}
