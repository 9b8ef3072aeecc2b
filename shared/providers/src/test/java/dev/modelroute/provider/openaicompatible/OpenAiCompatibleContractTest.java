package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.ContractCase;
import dev.modelroute.provider.ProviderContract;
import dev.modelroute.provider.RouteCases;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contract suite on every profile that has a route, in every modality it has one for. */
class OpenAiCompatibleContractTest {

  @Nested
  class OpenAi extends OnScriptedServer {
    OpenAi() {
      super("openai");
    }
  }

  @Nested
  class Groq extends OnScriptedServer {
    Groq() {
      super("groq");
    }
  }

  @Nested
  class Together extends OnScriptedServer {
    Together() {
      super("together");
    }
  }

  @Nested
  class Fireworks extends OnScriptedServer {
    Fireworks() {
      super("fireworks");
    }
  }

  @Nested
  class Mistral extends OnScriptedServer {
    Mistral() {
      super("mistral");
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
      server = new ScriptedServer().otherwise(Answers::of);
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
      return RouteCases.of(OpenAiCompatible.class, profile);
    }
  }
}
