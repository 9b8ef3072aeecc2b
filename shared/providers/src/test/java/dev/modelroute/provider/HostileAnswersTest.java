package dev.modelroute.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.ScriptedServer;
import dev.modelroute.provider.media.InlineFiles;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong on the wire ends the same way on every HTTP provider: one request, told. */
class HostileAnswersTest {
  private static final Map<String, String> KEYS =
      Map.of(
          "openai", "OPENAI_API_KEY",
          "anthropic", "ANTHROPIC_API_KEY",
          "gemini", "GEMINI_API_KEY");
  private static final String INPUT = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  /** What the server does → code and flags (A alarm, D in doubt). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hang up        | SERVICE_UNAVAILABLE | D
          truncated      | SERVICE_UNAVAILABLE | D
          drip           | GENERATION_TIMEOUT  | D
          endless        | SERVICE_UNAVAILABLE | AD
          html           | SERVICE_UNAVAILABLE | AD
          plain          | SERVICE_UNAVAILABLE | AD
          gzip           | SERVICE_UNAVAILABLE | AD
          array          | SERVICE_UNAVAILABLE | AD
          nested         | SERVICE_UNAVAILABLE | AD
          duplicate      | SERVICE_UNAVAILABLE | AD
          empty          | SERVICE_UNAVAILABLE | AD
          redirect       | SERVICE_UNAVAILABLE | AD
          informational  | SERVICE_UNAVAILABLE | AD
          """)
  void a_hostile_answer_is_one_request_and_a_failure_that_is_told(
      String step, ErrorCode code, @Nullable String flags) throws IOException {
    try (ScriptedServer server = new ScriptedServer();
        ScriptedServer elsewhere = new ScriptedServer()) {
      server.otherwise(step(step, elsewhere));
      int sent = 0;
      for (ProviderAdapter adapter : adapters(server)) {
        AttemptFailure failure = submit(adapter);

        sent++;
        String name = adapter.provider() + " " + step;
        AdapterProbe.expect(failure, code, "F", flags, name);
        assertEquals(sent, server.received().size(), name);
        assertTrue(failure.detail().length() <= AttemptFailure.MAX_DETAIL_LENGTH, name);
      }
      assertEquals(KEYS.size(), sent);
      assertEquals(List.of(), elsewhere.received(), step);
    }
  }

  @Test
  void files_over_the_cap_are_neither_read_nor_sent() throws IOException {
    ByteSource huge =
        new ByteSource() {
          @Override
          public InputStream open() {
            throw new AssertionError("read");
          }

          @Override
          public long length() {
            return InlineFiles.MAX_BYTES + 1;
          }
        };
    try (ScriptedServer server = new ScriptedServer()) {
      for (ProviderAdapter adapter : adapters(server)) {
        Model model = textModel(adapter);
        ProviderRequest request =
            adapter.translate(
                routeOf(model, adapter.provider()),
                new CanonicalInput(
                    Modality.TEXT,
                    StrictJson.trusted(
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_file\","
                            + "\"file_id\":\""
                            + RouteInputs.FILE
                            + "\"}]}]}"),
                    Map.of(new FileRef(RouteInputs.FILE), new InputFile("image/png", huge, null))),
                new AttemptContext("exec:1", Duration.ofSeconds(2), null));

        AttemptFailure failure =
            assertInstanceOf(ProviderResult.Failed.class, adapter.submit(request)).failure();

        AdapterProbe.expect(
            failure, ErrorCode.INPUT_VALIDATION_ERROR, "F", null, adapter.provider());
      }
      assertEquals(List.of(), server.received());
    }
  }

  private static ScriptedServer.Step step(String name, ScriptedServer elsewhere) {
    return switch (name) {
      case "hang up" -> ScriptedServer.hangUp();
      case "truncated" -> ScriptedServer.truncated(500, "{\"a\":");
      case "drip" -> ScriptedServer.drip(100);
      case "endless" -> ScriptedServer.endless("application/json");
      case "html" -> answer("text/html", "<html>" + "welcome ".repeat(2000));
      case "plain" -> answer("text/plain", "{\"choices\":[],\"content\":[],\"candidates\":[]}");
      case "gzip" -> ScriptedServer.bytes("application/json", new byte[] {31, -117, 8, 0, 0});
      case "array" -> answer("application/json", "[]");
      case "nested" -> answer("application/json", "[".repeat(10_000));
      case "duplicate" -> answer("application/json", "{\"a\":1,\"a\":2}");
      case "empty" -> answer("application/json", "");
      case "redirect" ->
          ScriptedServer.answer(
              302, Map.of("Location", elsewhere.address("/latest/meta-data").toString()), "");
      case "informational" -> ScriptedServer.answer(299, Map.of(), "");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static ScriptedServer.Step answer(String type, String body) {
    return ScriptedServer.answer(200, Map.of("Content-Type", type), body);
  }

  private static List<ProviderAdapter> adapters(ScriptedServer server) {
    Map<String, String> settings = new HashMap<>();
    KEYS.forEach((provider, key) -> {
      settings.put(key, AdapterProbe.KEY);
      settings.put(
          "MODELROUTE_" + provider.toUpperCase(Locale.ROOT) + "_BASE_URL",
          server.address("").toString());
    });
    return Shipped.found(settings).stream()
        .filter(each -> KEYS.containsKey(each.provider()))
        .toList();
  }

  private static AttemptFailure submit(ProviderAdapter adapter) {
    Model model = textModel(adapter);
    // Short, since only the answer that drips lasts to its end.
    ProviderRequest request =
        adapter.translate(
            routeOf(model, adapter.provider()),
            RouteInputs.canonical(model, StrictJson.trusted(INPUT)),
            new AttemptContext("exec:1", Duration.ofSeconds(2), null));
    ProviderResult result = adapter.submit(request);
    return assertInstanceOf(ProviderResult.Failed.class, result, adapter.provider()).failure();
  }

  private static Model textModel(ProviderAdapter adapter) {
    List<Model> models = new ArrayList<>(ModelsFile.models(adapter.getClass()));
    models.removeIf(model ->
        model.modality() != Modality.TEXT
            || model.routes().stream()
                .noneMatch(route -> route.id().provider().equals(adapter.provider())));
    return models.getFirst();
  }

  private static Route routeOf(Model model, String provider) {
    return model.routes().stream()
        .filter(route -> route.id().provider().equals(provider))
        .findFirst()
        .orElseThrow();
  }
}
