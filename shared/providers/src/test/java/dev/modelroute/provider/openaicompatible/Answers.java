package dev.modelroute.provider.openaicompatible;

import dev.modelroute.provider.Samples;
import dev.modelroute.provider.http.ScriptedServer;
import java.util.Base64;
import java.util.Map;

/** Good answers of the dialect, by path; in shapes that the published description has. */
final class Answers {
  static final String CHAT =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"gpt-5.4-mini",
       "choices":[{"index":0,"finish_reason":"stop","logprobs":null,
        "message":{"role":"assistant","content":"Hello","refusal":null}}],
       "usage":{"prompt_tokens":95,"completion_tokens":40,"total_tokens":135,
        "prompt_tokens_details":{"cached_tokens":64}}}
      """;
  static final String PICTURES =
      """
      {"created":1,"data":[{"b64_json":"%s"}],"usage":{"input_tokens":120,"output_tokens":1056,
        "total_tokens":1176,"input_tokens_details":{"text_tokens":20,"image_tokens":100}}}
      """
          .formatted(Base64.getEncoder().encodeToString(Samples.png(3, 2)));
  static final String TIMES =
      """
      {"task":"transcribe","language":"english","duration":61.2,"text":"Hello there.",
       "words":[{"word":"Hello","start":0,"end":0.5},{"word":"there.","start":0.5,"end":1}],
       "segments":[{"id":0,"seek":0,"start":0,"end":1,"text":"Hello there.","tokens":[1],
        "temperature":0,"avg_logprob":-1,"compression_ratio":1,"no_speech_prob":0}]}
      """;
  static final String SPEAKERS =
      """
      {"task":"transcribe","duration":2,"text":"Hello. Hi.","segments":[
        {"type":"transcript.text.segment","id":"1","start":0,"end":1,"text":"Hello.","speaker":"A"},
        {"type":"transcript.text.segment","id":"2","start":1,"end":2,"text":"Hi.","speaker":"B"}]}
      """;
  static final String VECTORS =
      """
      {"object":"list","model":"text-embedding-3-small","data":[
        {"object":"embedding","index":1,"embedding":[0.30000001192092896,-2]},
        {"object":"embedding","index":0,"embedding":[1,1e-7]}],
       "usage":{"prompt_tokens":2,"total_tokens":2}}
      """;

  private Answers() {}

  static ScriptedServer.Step of(ScriptedServer.Received request) {
    String path = request.line().split(" ", 3)[1];
    return switch (path.substring(path.indexOf("/v1") + 3)) {
      case "/chat/completions" -> json(CHAT);
      case "/images/generations", "/images/edits" -> json(PICTURES);
      case "/audio/speech" -> ScriptedServer.bytes("audio/wav", Samples.wav(24_000, 1500));
      case "/audio/transcriptions" ->
          json(request.body().contains("diarized_json") ? SPEAKERS : TIMES);
      case "/embeddings" -> json(VECTORS);
      default -> ScriptedServer.answer(404, Map.of(), "");
    };
  }

  static ScriptedServer.Step json(String body) {
    return ScriptedServer.answer(200, Map.of("Content-Type", "application/json"), body);
  }
}
