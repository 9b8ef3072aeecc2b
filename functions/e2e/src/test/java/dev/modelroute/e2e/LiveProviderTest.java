package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.local.LocalPlatform;
import dev.modelroute.local.LocalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One small execution on the real provider, for those whose key stands in the environment; it costs
 * a fraction of a cent. A new provider adds its line: name, setting, model, input.
 */
final class LiveProviderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          openai     | OPENAI_API_KEY    | text-generation-standard  | {'messages':[{'role':'user','content':'Say hi.'}],'max_output_tokens':64}
          openai     | OPENAI_API_KEY    | image-generation-standard | {'prompt':'a red dot','quality':'low'}
          openai     | OPENAI_API_KEY    | speech-standard           | {'text':'Hi.','voice':'calm'}
          openai     | OPENAI_API_KEY    | text-embedding-small      | {'input':['hi']}
          anthropic  | ANTHROPIC_API_KEY | text-generation-standard  | {'messages':[{'role':'user','content':'Say hi.'}],'max_output_tokens':64}
          gemini     | GEMINI_API_KEY    | text-generation-fast      | {'messages':[{'role':'user','content':'Say hi.'}],'max_output_tokens':64}
          gemini     | GEMINI_API_KEY    | text-embedding-large      | {'input':['hi']}
          groq       | GROQ_API_KEY      | llama-3.3-70b             | {'messages':[{'role':'user','content':'Say hi.'}],'max_output_tokens':64}
          together   | TOGETHER_API_KEY  | llama-3.3-70b             | {'messages':[{'role':'user','content':'Say hi.'}],'max_output_tokens':64}
          fireworks  | FIREWORKS_API_KEY | gpt-oss-120b              | {'messages':[{'role':'user','content':'Say hi.'}],'max_output_tokens':64}
          mistral    | MISTRAL_API_KEY   | mistral-large             | {'messages':[{'role':'user','content':'Say hi.'}],'max_output_tokens':64}
          ollama     | OLLAMA_HOST       | local-llm                 | {'messages':[{'role':'user','content':'Say hi.'}],'max_output_tokens':64}
          """)
  void a_small_execution_completes_on_the_real_provider(
      String provider, String setting, String model, String input) throws IOException {
    Optional<String> value = Optional.ofNullable(System.getenv(setting)).filter(v -> !v.isBlank());
    if (value.isEmpty()) {
      System.out.println(
          "LiveProviderTest skipped: " + provider + ", " + model + ": " + setting + " is not set");
    }
    assumeTrue(value.isPresent(), setting + " is not set");
    Path credentials = Platform.scratch("live").resolve("credentials.json");

    LocalPlatform running = LocalPlatform.start(settings(setting, value.get(), credentials));
    try {
      Platform platform = new Platform(Platform.operator(credentials), Optional.of(credentials));
      JsonObject execution = platform.tenant().api().run(model, input);

      assertEquals("COMPLETED", Answer.text(execution, "status"), execution::toText);
    } finally {
      running.close();
    }
  }

  /** Of all providers only this one, so that no other can serve in its place. */
  private static LocalSettings settings(String setting, String value, Path credentials) {
    Map<String, String> environment = new HashMap<>();
    environment.put("MODELROUTE_PORT", "0");
    environment.put("MODELROUTE_CREDENTIALS", credentials.toString());
    environment.put(setting, value);
    String model = System.getenv().getOrDefault("MODELROUTE_OLLAMA_MODEL", "");
    if (!model.isBlank()) {
      environment.put("MODELROUTE_OLLAMA_MODEL", model);
    }
    return LocalSettings.of(environment, Platform.ROOT);
  }
}
