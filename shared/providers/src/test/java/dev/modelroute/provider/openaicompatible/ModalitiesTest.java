package dev.modelroute.provider.openaicompatible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.provider.AdapterProbe;
import dev.modelroute.provider.Samples;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything of the dialect that is not text. */
class ModalitiesTest {
  private ScriptedServer server;
  private AdapterProbe openai;
  private AdapterProbe groq;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer().otherwise(Answers::of);
    openai = new AdapterProbe(Fixtures.adapter("openai", server.address("/v1")));
    groq = new AdapterProbe(Fixtures.adapter("groq", server.address("/v1")));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          openai | image-generation-standard | {"prompt":"p"} | {"model":"gpt-image-2","prompt":"p"}
          openai | image-generation-standard | {"prompt":"p","width":1536,"height":1024,"count":4,"quality":"low","output_format":"webp"} | {"model":"gpt-image-2","prompt":"p","n":4,"output_format":"webp","size":"1536x1024","quality":"low"}
          openai | image-generation-standard | {"prompt":"p","aspect_ratio":"9:21"} | {"model":"gpt-image-2","prompt":"p","size":"576x1344"}
          openai | image-edit-standard       | {"prompt":"p","images":["$FILE"],"mask":"$FILE","output_format":"png"} | {"model":"gpt-image-2","prompt":"p","output_format":"png"}
          openai | speech-standard           | {"text":"Hi","voice":"calm"} | {"model":"gpt-4o-mini-tts","input":"Hi","voice":"sage","response_format":"mp3"}
          openai | speech-standard           | {"text":"Hi","voice":"deep","speed":0.25,"output_format":"pcm","instructions":"slowly"} | {"model":"gpt-4o-mini-tts","input":"Hi","voice":"ash","response_format":"pcm","speed":0.25,"instructions":"slowly"}
          groq   | transcription-standard    | {"audio":"$FILE"} | {"model":"whisper-large-v3-turbo","response_format":"verbose_json"}
          groq   | transcription-standard    | {"audio":"$FILE","language":"de","prompt":"p","timestamps":"word"} | {"model":"whisper-large-v3-turbo","language":"de","prompt":"p","timestamp_granularities":["word"],"response_format":"verbose_json"}
          openai | transcription-standard    | {"audio":"$FILE","timestamps":"none"} | {"model":"gpt-transcribe","response_format":"json"}
          openai | transcription-diarized    | {"audio":"$FILE","diarize":true} | {"model":"gpt-4o-transcribe-diarize","response_format":"diarized_json","chunking_strategy":"auto"}
          openai | text-embedding-small      | {"input":["a","b"],"dimensions":256} | {"model":"text-embedding-3-small","input":["a","b"],"encoding_format":"float","dimensions":256}
          """)
  void a_canonical_input_becomes_exactly_this_body(
      String provider, String slug, String input, String body) {
    AdapterProbe probe = provider.equals("groq") ? groq : openai;

    assertEquals(body, probe.translate(slug, input).body().toText(), slug + " " + input);
  }

  @Test
  void pictures_to_be_edited_travel_as_parts_of_a_form() {
    String input = "{\"prompt\":\"p\",\"images\":[\"$FILE\",\"$FILE\"],\"mask\":\"$FILE\"}";
    ProviderRequest request = openai.translate("image-edit-standard", input);
    assertEquals(
        "[image[]#00, image[]#01, mask]", new TreeSet<>(request.parts().keySet()).toString());

    ProviderOutput output = openai.succeeds("image-edit-standard", input);

    ScriptedServer.Received received = server.received().getFirst();
    assertEquals("POST /v1/images/edits HTTP/1.1", received.line());
    assertEquals(
        "multipart/form-data; boundary=form-exec-1", received.headers().get("content-type"));
    assertTrue(received.body().contains("name=\"model\"\r\n\r\ngpt-image-2\r\n"), received.body());
    assertEquals(
        2, received.body().split("name=\"image\\[]\"; filename=\"file.png\"", -1).length - 1);
    assertTrue(received.body().endsWith("--form-exec-1--\r\n"));
    assertEquals(
        Map.of(
            Dimension.INPUT_TOKEN, 20L,
            Dimension.INPUT_IMAGE_TOKEN, 100L,
            Dimension.OUTPUT_IMAGE_TOKEN, 1056L),
        output.usage().units());
  }

  @Test
  void a_picture_has_the_size_of_its_own_bytes() {
    ProviderOutput output = openai.succeeds("image-generation-standard", "{\"prompt\":\"p\"}");

    assertEquals(
        "{\"images\":[{\"file_id\":\"output:0\",\"width\":3,\"height\":2,"
            + "\"content_type\":\"image/png\"}]}",
        output.canonical().toText());
  }

  @Test
  void speech_is_measured_since_nobody_reports_it() {
    ProviderOutput output =
        openai.succeeds(
            "speech-standard",
            "{\"text\":\"Hello!!!\",\"voice\":\"calm\",\"output_format\":\"wav\"}");

    assertEquals(
        "{\"audio\":{\"file_id\":\"output:0\",\"duration_seconds\":1.500,"
            + "\"content_type\":\"audio/wav\"},\"characters\":8}",
        output.canonical().toText());
    assertEquals(2L, output.usage().of(Dimension.AUDIO_SECOND));
    assertEquals(2L, output.usage().of(Dimension.INPUT_TOKEN));
    assertEquals("*/*", server.received().getFirst().headers().get("accept"));
  }

  @Test
  void headerless_samples_are_measured_by_their_number() {
    server.then(ScriptedServer.bytes("audio/pcm", new byte[72_000]));

    ProviderOutput output =
        openai.succeeds(
            "speech-standard", "{\"text\":\"Hi\",\"voice\":\"calm\",\"output_format\":\"pcm\"}");

    assertTrue(output.canonical().toText().contains("\"duration_seconds\":1.500"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          none    | {"text":"Hello there.","language":"en","duration_seconds":61.200}
          segment | {"text":"Hello there.","language":"en","duration_seconds":61.200,"segments":[{"start":0,"end":1,"text":"Hello there."}]}
          word    | {"text":"Hello there.","language":"en","duration_seconds":61.200,"segments":[{"start":0,"end":0.5,"text":"Hello"},{"start":0.5,"end":1,"text":"there."}]}
          """)
  void times_come_back_only_where_they_were_asked_for(String timestamps, String output) {
    ProviderOutput read =
        groq.succeeds(
            "transcription-standard",
            "{\"audio\":\"$FILE\",\"language\":\"en\",\"timestamps\":\"" + timestamps + "\"}");

    // Three bytes hold no minute: what a provider reports is bounded by what it was sent.
    assertEquals(output.replace("61.200", "1.000"), read.canonical().toText(), timestamps);
    assertEquals(1L, read.usage().of(Dimension.AUDIO_SECOND));
  }

  @Test
  void speakers_come_back_by_their_labels() {
    ProviderOutput read = openai.succeeds("transcription-diarized", "{\"audio\":\"$FILE\"}");

    assertTrue(
        read.canonical()
            .toText()
            .contains("{\"start\":1,\"end\":2,\"text\":\"Hi.\",\"speaker\":\"B\"}"),
        read.canonical().toText());
  }

  @Test
  void vectors_come_back_in_the_order_of_their_texts_and_in_their_shortest_form() {
    ProviderOutput output = openai.succeeds("text-embedding-small", "{\"input\":[\"a\",\"b\"]}");

    assertEquals(
        "{\"embeddings\":[[1.0,1.0E-7],[0.3,-2.0]],\"dimensions\":2,\"usage\":{\"input_tokens\":2}}",
        output.canonical().toText());
    assertEquals(2L, output.usage().of(Dimension.INPUT_TOKEN));
  }

  /** Answers of a 2xx that are no result, by model. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          image-generation-standard | {"prompt":"p"}                     | {"data":[]}                              | GENERATION_FAILED   | F |
          image-generation-standard | {"prompt":"p"}                     | {"data":[{"url":"https://a.example/x"}]} | GENERATION_FAILED   | F | A
          image-generation-standard | {"prompt":"p"}                     | {"data":[{"b64_json":"bm9wZQ=="}]}       | GENERATION_FAILED   | F | A
          image-generation-standard | {"prompt":"p"}                     | {"data":[{"b64_json":"%%"}]}             | GENERATION_FAILED   | F | A
          image-generation-standard | {"prompt":"p"}                     | {"ok":1}                                 | GENERATION_FAILED   | F |
          image-generation-standard | {"prompt":"p"}                     | {"error":{"code":"moderation_blocked","message":"m"}} | CONTENT_MODERATION_REJECTED | X |
          image-generation-standard | {"prompt":"p"}                     | {"data":                                 | SERVICE_UNAVAILABLE | F | AD
          speech-standard           | {"text":"a","voice":"calm"}        | {"ok":1}                                 | SERVICE_UNAVAILABLE | F | AD
          speech-standard           | {"text":"a","voice":"calm"}        | {"error":{"code":"429","message":"m"}}   | RATE_LIMITED        | F |
          transcription-standard    | {"audio":"$FILE"}                  | {"ok":1}                                 | GENERATION_FAILED   | F | A
          transcription-diarized    | {"audio":"$FILE"}                  | {"text":"a","segments":[{"start":-1,"end":2,"text":"a"}]} | GENERATION_FAILED | F | A
          transcription-diarized    | {"audio":"$FILE"}                  | {"text":"a","segments":[1]}              | GENERATION_FAILED   | F | A
          text-embedding-small      | {"input":["a"]}                    | {"data":[]}                              | GENERATION_FAILED   | F | A
          text-embedding-small      | {"input":["a"]}                    | {"data":[{"embedding":[]}]}              | GENERATION_FAILED   | F | A
          text-embedding-small      | {"input":["a"]}                    | {"data":[{"embedding":[1e300]}]}         | GENERATION_FAILED   | F | A
          text-embedding-small      | {"input":["a"]}                    | {"data":[{"embedding":["1"]}]}           | GENERATION_FAILED   | F | A
          text-embedding-small      | {"input":["a"]}                    | {"data":[{"embedding":[1]},{"embedding":[1]}]} | GENERATION_FAILED | F | A
          text-embedding-small      | {"input":["a","b"]}                | {"data":[{"embedding":[1]},{"embedding":[1,2]}]} | GENERATION_FAILED | F | A
          text-embedding-small      | {"input":["a"]}                    | {"data":[{"embedding":[1]}],"usage":{"prompt_tokens":-1}} | GENERATION_FAILED | F | A
          """)
  void an_answer_without_a_result_is_a_failure(
      String slug,
      String input,
      String body,
      ErrorCode code,
      String action,
      @Nullable String flags) {
    server.thenJson(200, body);

    AdapterProbe.expect(openai.fails(slug, input), code, action, flags, slug + " " + body);
    assertEquals(1, server.received().size());
  }

  @Test
  void a_page_instead_of_a_recording_and_an_empty_one_are_told() {
    String input = "{\"text\":\"a\",\"voice\":\"calm\"}";
    server
        .thenAnswer(200, "text/html", "<html>welcome</html>")
        .then(ScriptedServer.bytes("audio/mpeg", new byte[0]))
        .then(ScriptedServer.bytes("audio/mpeg", Samples.png(1, 1)));

    AdapterProbe.expect(
        openai.fails("speech-standard", input), ErrorCode.SERVICE_UNAVAILABLE, "F", "AD", "page");
    AdapterProbe.expect(
        openai.fails("speech-standard", input), ErrorCode.GENERATION_FAILED, "F", null, "empty");
    AdapterProbe.expect(
        openai.fails("speech-standard", input), ErrorCode.SERVICE_UNAVAILABLE, "F", "AD", "png");
  }

  @Test
  void reported_tokens_are_bounded_by_what_was_held_for() {
    server.thenJson(
        200, Answers.PICTURES.replace("\"output_tokens\":1056", "\"output_tokens\":1000000000"));

    assertEquals(
        8192L,
        openai
            .succeeds("image-generation-standard", "{\"prompt\":\"p\"}")
            .usage()
            .of(Dimension.OUTPUT_IMAGE_TOKEN));
  }
}
