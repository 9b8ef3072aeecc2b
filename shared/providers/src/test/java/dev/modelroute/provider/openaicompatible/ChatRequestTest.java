package dev.modelroute.provider.openaicompatible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.provider.ProviderAdapter;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestTest {
  private static final Map<String, String> SETTINGS = Map.of("MODELROUTE_OLLAMA_MODEL", "qwen3");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # the least; the cap is always sent
          openai | {"messages":[{"role":"user","content":"Hi"}]} | {"model":"gpt-5.4-mini","messages":[{"role":"user","content":"Hi"}],"stream":false,"max_completion_tokens":4096,"reasoning_effort":"none"}
          ollama | {"messages":[{"role":"user","content":"Hi"}]} | {"model":"qwen3","messages":[{"role":"user","content":"Hi"}],"stream":false,"max_tokens":4096}
          vllm   | {"messages":[{"role":"user","content":"Hi"}]} | {"model":"default","messages":[{"role":"user","content":"Hi"}],"stream":false,"max_tokens":4096}
          # every plain field
          vllm   | {"messages":[{"role":"user","content":"Hi"}],"max_output_tokens":7,"temperature":0.50,"top_p":1,"stop":["a","b"],"seed":-3} | {"model":"default","messages":[{"role":"user","content":"Hi"}],"stream":false,"max_tokens":7,"temperature":0.50,"top_p":1,"stop":["a","b"],"seed":-3}
          mistral | {"messages":[{"role":"user","content":"Hi"}],"seed":5} | {"model":"mistral-large-2512","messages":[{"role":"user","content":"Hi"}],"stream":false,"max_tokens":4096,"random_seed":5}
          # parts: joined for those who may hold text only
          vllm   | {"messages":[{"role":"system","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_file","file_id":"$FILE"}]}]} | {"model":"default","messages":[{"role":"system","content":"a\\nb"},{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}]}],"stream":false,"max_tokens":4096}
          # formats
          vllm   | {"messages":[],"response_format":{"type":"text"}} | {"model":"default","messages":[],"stream":false,"max_tokens":4096}
          vllm   | {"messages":[],"response_format":{"type":"json"}} | {"model":"default","messages":[],"stream":false,"max_tokens":4096,"response_format":{"type":"json_object"}}
          vllm   | {"messages":[],"response_format":{"type":"json_schema","schema":{"type":"object","properties":{"a":{"type":"string"}}}}} | {"model":"default","messages":[],"stream":false,"max_tokens":4096,"response_format":{"type":"json_schema","json_schema":{"name":"response","schema":{"type":"object","properties":{"a":{"type":"string"}}},"strict":false}}}
          vllm   | {"messages":[],"response_format":{"type":"json_schema","schema":{"type":"object","additionalProperties":false,"required":["a"],"properties":{"a":{"type":"string"}}}}} | {"model":"default","messages":[],"stream":false,"max_tokens":4096,"response_format":{"type":"json_schema","json_schema":{"name":"response","schema":{"type":"object","additionalProperties":false,"required":["a"],"properties":{"a":{"type":"string"}}},"strict":true}}}
          """)
  void a_canonical_input_becomes_exactly_this_body(String provider, String input, String body) {
    ProviderAdapter adapter = Fixtures.adapter(provider, SETTINGS);

    assertEquals(
        body,
        adapter
            .translate(Fixtures.route(provider), Fixtures.input(input), Fixtures.attempt())
            .body()
            .toText(),
        provider + " " + input);
  }
}
