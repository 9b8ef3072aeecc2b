package dev.modelroute.provider.openaicompatible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.http.ProviderSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseAddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, http://localhost:11434/v1",
    "0.0.0.0, http://127.0.0.1:11434/v1",
    "0.0.0.0:9, http://127.0.0.1:9/v1",
    "10.1.2.3:80, http://10.1.2.3:80/v1",
    "[::1]:9, http://[::1]:9/v1",
    "[::1], http://[::1]:11434/v1",
    "http://gpu:11434/, http://gpu:11434/v1",
    "https://ollama.example, https://ollama.example/v1",
  })
  void an_ollama_host_is_read_as_its_own_client_does(String host, String address) {
    assertEquals(URI.create(address), of("ollama", Map.of("OLLAMA_HOST", host)), host);
  }

  @Test
  void a_setting_replaces_any_base_url() {
    assertEquals(URI.create("https://api.openai.com/v1"), of("openai", Map.of()));
    assertEquals(
        URI.create("https://proxy.example/openai"),
        of("openai", Map.of("MODELROUTE_OPENAI_BASE_URL", "https://proxy.example/openai/")));
    assertEquals(
        URI.create("http://127.0.0.1:9"),
        of("openai", Map.of("MODELROUTE_OPENAI_BASE_URL", "http://127.0.0.1:9")));
    assertEquals(
        URI.create("http://gpu:8000/v1"),
        of("vllm", Map.of("MODELROUTE_VLLM_BASE_URL", "http://gpu:8000/v1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://proxy.example/v1",
        "ftp://proxy.example",
        "proxy.example",
        "https://user:word@proxy.example",
        "https://proxy.example/?key=1",
        "http://127.0.0.1.evil.example",
        "https://",
        "not an address",
      })
  void an_address_that_must_not_get_a_key_is_refused_by_its_setting_name(String address) {
    Map<String, String> settings = Map.of("MODELROUTE_OPENAI_BASE_URL", address);

    String message =
        String.valueOf(
            assertThrows(IllegalStateException.class, () -> of("openai", settings)).getMessage());

    assertTrue(message.startsWith("MODELROUTE_OPENAI_BASE_URL "), message);
    assertFalse(message.contains("proxy"), message);
  }

  @Test
  void an_adapter_is_configured_only_by_its_key_or_its_host() {
    assertEquals(List.of(), configured(Map.of()));
    assertEquals(List.of("openai"), configured(Map.of("OPENAI_API_KEY", Fixtures.KEY)));
    assertEquals(List.of(), configured(Map.of("OPENAI_API_KEY", " ")));
    assertEquals(List.of("ollama"), configured(Map.of("OLLAMA_HOST", "localhost")));
    assertEquals(
        List.of("vllm"), configured(Map.of("MODELROUTE_VLLM_BASE_URL", "http://gpu:8000/v1")));
    assertEquals(
        List.of("together", "mistral"),
        configured(Map.of("TOGETHER_API_KEY", "k", "MISTRAL_API_KEY", "k")));
  }

  @Test
  void the_text_model_is_published_with_the_routes_that_can_run() {
    assertTrue(Fixtures.catalog(Fixtures.adapters(Map.of())).published().isEmpty());

    Model model =
        Fixtures.catalog(Fixtures.adapters(Map.of("OLLAMA_HOST", "localhost")))
            .find("local-llm")
            .orElseThrow();

    assertEquals(
        List.of("ollama/llama3.2"), model.routes().stream().map(r -> r.id().text()).toList());
  }

  private static List<String> configured(Map<String, String> settings) {
    return Fixtures.adapters(settings).stream()
        .filter(adapter -> adapter.isConfigured(Fixtures.route(adapter.provider())))
        .map(ProviderAdapter::provider)
        .toList();
  }

  private static URI of(String name, Map<String, String> settings) {
    Profile profile =
        Profile.all().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    return BaseAddress.of(profile, new ProviderSettings(settings, null)).orElseThrow();
  }
}
