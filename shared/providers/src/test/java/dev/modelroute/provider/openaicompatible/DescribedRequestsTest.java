package dev.modelroute.provider.openaicompatible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.DescribedRequests;
import dev.modelroute.provider.PublishedDescription;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every body of the dialect against the descriptions of those who publish one. */
class DescribedRequestsTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");

  @ParameterizedTest
  @CsvSource({
    "openai, text-generation-fast, gpt-6-luna, CreateChatCompletionRequest",
    "openai, text-generation-standard, gpt-5.4-mini, CreateChatCompletionRequest",
    "openai, text-generation-pro, gpt-5.6-terra, CreateChatCompletionRequest",
    "openai, text-generation-max, gpt-5.6-sol, CreateChatCompletionRequest",
    "openai, image-generation-standard, gpt-image-2, CreateImageRequest",
    "openai, image-edit-standard, gpt-image-2, CreateImageEditRequest",
    "openai, speech-standard, gpt-4o-mini-tts, CreateSpeechRequest",
    "openai, transcription-standard, gpt-transcribe, CreateTranscriptionRequest",
    "openai, transcription-diarized, gpt-4o-transcribe-diarize, CreateTranscriptionRequest",
    "openai, text-embedding-small, text-embedding-3-small, CreateEmbeddingRequest",
    "together, llama-3.3-70b, meta-llama/Llama-3.3-70B-Instruct-Turbo, ChatCompletionRequest"
  })
  void every_request_fits_what_the_provider_publishes(
      String provider, String slug, String model, String schema) {
    ProviderAdapter adapter = Fixtures.adapter(provider, NOWHERE);

    DescribedRequests.check(adapter, slug, model, description(provider, schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          openai   | CreateChatCompletionRequest | {"model":"m","messages":"Hi"}
          openai   | CreateChatCompletionRequest | {"model":"m","cat":1,"messages":[]}
          openai   | CreateChatCompletionRequest | {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"a","dog":1}]}]}
          openai   | CreateImageRequest          | {"prompt":"p","n":"two"}
          openai   | CreateImageRequest          | {"prompt":"p","steps":2}
          openai   | CreateImageEditRequest      | {"prompt":1,"image":"bytes"}
          openai   | CreateImageEditRequest      | {"prompt":"p","image":"bytes","strength":1}
          openai   | CreateSpeechRequest         | {"model":"m","input":"a","voice":"alloy","speed":9}
          openai   | CreateSpeechRequest         | {"model":"m","input":"a","voice":"alloy","language":"de"}
          openai   | CreateTranscriptionRequest  | {"model":"m","file":"bytes","response_format":"cats"}
          openai   | CreateTranscriptionRequest  | {"model":"m","file":"bytes","diarize":true}
          openai   | CreateEmbeddingRequest      | {"model":"m","input":["a"],"dimensions":0}
          openai   | CreateEmbeddingRequest      | {"model":"m","input":["a"],"purpose":"query"}
          together | ChatCompletionRequest       | {"model":"m","messages":"Hi"}
          together | ChatCompletionRequest       | {"model":"m","messages":[],"max_completion_tokens":1}
          """)
  void a_wrong_type_and_an_unknown_field_are_noticed(String file, String schema, String body) {
    DescribedRequests.refused(description(file, schema), body);
  }

  @Test
  void the_scripted_answers_fit_what_the_provider_publishes() {
    check("CreateChatCompletionResponse", Answers.CHAT);
    check("ImagesResponse", Answers.PICTURES);
    check("CreateTranscriptionResponseDiarizedJson", Answers.SPEAKERS);
    check("CreateEmbeddingResponse", Answers.VECTORS);
  }

  private static void check(String schema, String answer) {
    assertEquals(
        List.of(), description("openai", schema).faults(StrictJson.trusted(answer)), schema);
  }

  private static PublishedDescription description(String file, String schema) {
    return PublishedDescription.read(file + ".json", "/components/schemas/" + schema);
  }
}
