package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.ContractCase;
import dev.modelroute.provider.ModelsFile;
import dev.modelroute.provider.ProviderContract;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contract suite on every profile that has a route. */
class OpenAiCompatibleContractTest {
  private static final String ANSWER =
      """
      {"choices":[{"finish_reason":"stop","message":{"content":"Hello"}}],
       "usage":{"prompt_tokens":9,"completion_tokens":4}}
      """;
  private static final List<String> INPUTS =
      List.of(
          "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
          """
          {"messages":[{"role":"system","content":[{"type":"text","text":"Short."}]},
            {"role":"user","content":[{"type":"text","text":"What?"},
              {"type":"image_file","file_id":"$FILE"}]}],
           "max_output_tokens":10,"temperature":1,"top_p":1,"stop":["a"],"seed":1,
           "response_format":{"type":"json_schema","schema":{"type":"object"}}}
          """);

  @Nested
  class OpenAi extends OnScriptedServer {
    OpenAi() {
      super("openai");
    }
  }

  @Nested
  class Ollama extends OnScriptedServer {
    Ollama() {
      super("ollama");
    }
  }

  @Nested
  class Vllm extends OnScriptedServer {
    Vllm() {
      super("vllm");
    }
  }

  abstract static class OnScriptedServer extends ProviderContract {
    private final String profile;
    private ScriptedServer server;
    private ProviderAdapter adapter;

    OnScriptedServer(String profile) {
      this.profile = profile;
    }

    @BeforeEach
    void start() throws IOException {
      server =
          new ScriptedServer()
              .otherwise(
                  ScriptedServer.answer(200, Map.of("Content-Type", "application/json"), ANSWER));
      adapter = Fixtures.adapter(profile, server.address("/v1"));
    }

    @AfterEach
    void stop() throws IOException {
      server.close();
    }

    @Override
    protected ProviderAdapter adapter() {
      return adapter;
    }

    @Override
    protected List<ContractCase> cases() {
      ModelsFile.Entry model = ModelsFile.of(OpenAiCompatible.class).getFirst();
      Route route =
          model.routes().stream()
              .filter(each -> each.id().provider().equals(profile))
              .findFirst()
              .orElseThrow();
      InputFile picture = new InputFile("image/png", ByteSource.of(new byte[] {1, 2, 3}), null);
      return INPUTS.stream()
          .map(input -> StrictJson.trusted(input.replace("$FILE", Fixtures.FILE)))
          .map(fields ->
              new ContractCase(model, route, fields, Map.of(new FileRef(Fixtures.FILE), picture)))
          .toList();
    }
  }
}
