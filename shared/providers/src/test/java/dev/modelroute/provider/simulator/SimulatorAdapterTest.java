package dev.modelroute.provider.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.provider.ContractCase;
import dev.modelroute.provider.ModelsFile;
import dev.modelroute.provider.ProviderContract;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorAdapterTest extends ProviderContract {
  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private record Planned(Duration delay, Runnable action) {}

  private record Post(URI target, Map<String, String> headers, String body) {
    RawCallback received() {
      Map<String, List<String>> lists =
          headers.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
      return new RawCallback(lists, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Planned> planned = new ArrayList<>();
  private final List<Post> posts = new ArrayList<>();
  private final SimulatorAdapter simulator =
      new SimulatorAdapter(
          () -> now,
          pauses::add,
          (delay, action) -> planned.add(new Planned(delay, action)),
          (target, headers, body) ->
              posts.add(new Post(target, headers, new String(body, StandardCharsets.UTF_8))),
          SECRET);

  @Override
  protected ProviderAdapter adapter() {
    return simulator;
  }

  @Override
  protected void timePasses() {
    now = now.plusSeconds(1);
  }

  @Override
  protected List<ContractCase> cases() {
    List<ContractCase> cases = new ArrayList<>();
    for (ModelsFile.Entry model : ModelsFile.of(SimulatorAdapter.class)) {
      for (Route route : model.routes()) {
        JsonObject fields = input("a red bicycle").with("outcome", Json.of("success"));
        cases.add(new ContractCase(model, route, fields, Map.of()));
        cases.add(
            new ContractCase(
                model,
                route,
                fields
                    .with("prompt", Json.of("\uD83D\uDE00".repeat(5000)))
                    .with("delay_ms", Json.of(1500))
                    .with("cost", Json.of("1.25")),
                Map.of()));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void each_of_the_twelve_codes_can_be_asked_for_in_every_mode(ErrorCode code) {
    assertEquals(12, ErrorCode.values().length);
    JsonObject fields = input("x").with("outcome", Json.of(code.name()));
    for (String slug : List.of("sim-text", "sim-image-poll", "sim-image-callback")) {
      AttemptFailure failure = failure(finish(submit(slug, 0, fields, 1)));
      assertEquals(code, failure.code(), slug);
      assertEquals(
          code.retryable() || code == ErrorCode.INTERNAL_ERROR,
          failure.action() != FailureAction.STOP,
          slug + " " + code);
    }
  }

  @Test
  void the_first_attempts_fail_and_the_next_one_succeeds() {
    JsonObject fields = input("x").with("fail_attempts", Json.of(2));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, failure(submit("sim-text", 0, fields, 1)).code());
    JsonObject withCode = fields.with("outcome", Json.of("RATE_LIMITED"));
    assertEquals(ErrorCode.RATE_LIMITED, failure(submit("sim-text", 0, withCode, 2)).code());
    output(submit("sim-text", 0, withCode, 3));
  }

  @Test
  void the_failover_model_fails_on_its_first_route_and_succeeds_on_its_second() {
    assertEquals(
        ErrorCode.MODEL_OVERLOADED, failure(submit("sim-failover", 0, input("x"), 1)).code());
    output(submit("sim-failover", 1, input("x"), 2));
    JsonObject fields = input("x").with("outcome", Json.of("GENERATION_FAILED"));
    assertEquals(ErrorCode.GENERATION_FAILED, failure(submit("sim-failover", 0, fields, 1)).code());
    output(submit("sim-failover", 1, fields, 2));
  }

  @Test
  void a_job_that_ran_is_never_repeated_in_place() {
    for (ErrorCode code : ErrorCode.values()) {
      assertTrue(SimulatorErrors.ofJob(code).action() != FailureAction.RETRY_IN_PLACE);
    }
  }

  @Test
  void a_sync_call_waits_for_its_delay_and_at_most_for_its_timeout() {
    output(submit("sim-text", 0, input("x").with("delay_ms", Json.of(1200)), 1));
    AttemptFailure late =
        failure(submit("sim-text", 0, input("x").with("delay_ms", Json.of(3_600_000)), 1));
    assertEquals(List.of(Duration.ofMillis(1200), Duration.ofMinutes(4)), pauses);
    assertEquals(ErrorCode.GENERATION_TIMEOUT, late.code());
    assertTrue(late.inDoubt());
  }

  @Test
  void a_polled_job_is_ready_exactly_when_its_delay_is_over() {
    ProviderJob job = job("sim-video", input("x").with("delay_ms", Json.of(5000)));
    assertInstanceOf(ProviderResult.Running.class, simulator.poll(job));
    now = now.plusMillis(4999);
    assertInstanceOf(ProviderResult.Running.class, simulator.poll(job));
    now = now.plusMillis(1);
    output(simulator.poll(job));
    output(simulator.poll(job));
    assertEquals(List.of(), pauses);
    assertEquals(List.of(), planned);
  }

  @Test
  void a_callback_comes_after_the_delay_signed_and_verifies() {
    job("sim-image-callback", input("x").with("delay_ms", Json.of(5000)));
    assertEquals(List.of(Duration.ofSeconds(5)), planned.stream().map(Planned::delay).toList());
    now = now.plusSeconds(5);
    planned.forEach(each -> each.action().run());
    RawCallback callback = posts.getFirst().received();
    assertEquals(URI.create("http://127.0.0.1:9/cb"), posts.getFirst().target());
    assertEquals(CallbackCheck.TRUSTED, simulator.verify(callback));
    byte[] tampered = callback.body().clone();
    tampered[0] ^= 1;
    assertEquals(
        CallbackCheck.FORGED, simulator.verify(new RawCallback(callback.headers(), tampered)));
    now = now.plusSeconds(300);
    assertEquals(CallbackCheck.TRUSTED, simulator.verify(callback));
    now = now.plusSeconds(1);
    assertEquals(CallbackCheck.FORGED, simulator.verify(callback));
  }

  @Test
  void callbacks_can_be_lost_late_or_doubled() {
    JsonObject fields = input("x").with("delay_ms", Json.of(1000));
    job("sim-image-callback", fields.with("callback", Json.of("lost")));
    assertEquals(List.of(), planned);
    job("sim-image-callback", fields.with("callback", Json.of("late")));
    assertEquals(Duration.ofSeconds(91), planned.getFirst().delay());
    planned.clear();
    job("sim-image-callback", fields.with("callback", Json.of("duplicate")));
    planned.forEach(each -> each.action().run());
    assertEquals(2, posts.size());
    assertEquals(posts.getFirst(), posts.getLast());
  }

  @Test
  void a_callback_route_without_an_address_is_polled() {
    ContractCase each = each("sim-image-callback", 0, input("x"));
    AttemptContext attempt = new AttemptContext("exe_1:1", Duration.ofSeconds(9), null);
    var accepted = simulator.submit(simulator.translate(each.route(), inputOf(each), attempt));
    output(finish(accepted));
    assertEquals(List.of(), planned);
  }

  @Test
  void cost_is_what_the_input_says_and_four_cents_when_it_says_nothing() {
    ProviderOutput said =
        output(submit("sim-text", 0, input("x").with("cost", Json.of("1.000000001")), 1));
    assertEquals(1_000_000_001, said.usage().of(Dimension.SIMULATED_NANO));
    assertEquals(Money.parse("1.000000001"), said.providerCost());
    ProviderOutput silent = output(submit("sim-text", 0, input("x"), 1));
    assertEquals(40_000_000, silent.usage().of(Dimension.SIMULATED_NANO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"prompt\":7}",
        "{\"prompt\":\"x\",\"delay_ms\":-1}",
        "{\"prompt\":\"x\",\"delay_ms\":0.5}",
        "{\"prompt\":\"x\",\"delay_ms\":3600001}",
        "{\"prompt\":\"x\",\"cost\":\"-1\"}",
        "{\"prompt\":\"x\",\"cost\":1}",
        "{\"prompt\":\"x\",\"outcome\":\"MAYBE\"}",
        "{\"prompt\":\"x\",\"output\":\"none\"}",
        "{\"prompt\":\"x\",\"callback\":\"never\"}",
        "{\"prompt\":\"x\",\"fail_attempts\":101}"
      })
  void knobs_out_of_range_are_the_callers_fault(String fields) {
    JsonObject input = StrictJson.trusted(fields);
    assertEquals(ErrorCode.INPUT_VALIDATION_ERROR, failure(submit("sim-text", 0, input, 1)).code());
  }

  @Test
  void files_are_real_and_of_the_type_the_result_says()
      throws IOException, UnsupportedAudioFileException {
    byte[] png = bytes(output(submit("sim-image", 0, input("x"), 1)), 0);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(256, image.getWidth());
    byte[] wav = bytes(output(submit("sim-speech", 0, input("x"), 1)), 0);
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      assertEquals(8000, audio.getFrameLength());
      assertEquals(8000, audio.getFormat().getSampleRate());
    }
    byte[] mp4 = bytes(output(finish(submit("sim-video", 0, input("x"), 1))), 0);
    assertEquals("ftypisom", new String(mp4, 4, 8, StandardCharsets.US_ASCII));
  }

  @Test
  void prompts_decide_the_bytes() throws IOException {
    byte[] first = bytes(output(submit("sim-image", 0, input("red"), 1)), 0);
    byte[] second = bytes(output(submit("sim-image", 0, input("blue"), 1)), 0);
    byte[] again = bytes(output(submit("sim-image", 0, input("red"), 7)), 0);
    assertArrayEquals(first, again);
    assertTrue(!Arrays.equals(first, second));
  }

  @Test
  void hostile_outputs_are_what_they_are_called() throws IOException {
    byte[] good = bytes(output(submit("sim-image", 0, input("x"), 1)), 0);
    assertEquals(0, bytes(hostile("sim-image", "empty"), 0).length);
    assertEquals(good.length / 2, bytes(hostile("sim-image", "truncated"), 0).length);
    assertTrue(
        new String(bytes(hostile("sim-image", "html_as_png"), 0), StandardCharsets.UTF_8)
            .startsWith("<!DOCTYPE html>"));
    assertEquals(16, hostile("sim-image", "too_many").files().size());
    assertTrue(
        hostile("sim-image", "absurd_usage").usage().of(Dimension.SIMULATED_NANO)
            > Money.parse("100000").nanos());
    assertEquals(
        ErrorCode.GENERATION_FAILED,
        failure(submit("sim-text", 0, input("x").with("output", Json.of("empty")), 1)).code());
    assertEquals(
        "length", hostile("sim-text", "truncated").canonical().string("finish_reason").orElse(""));
    assertTrue(
        hostile("sim-text", "huge").canonical().string("text").orElse("").length() > 2_000_000);
  }

  @Test
  void a_huge_file_is_one_byte_too_long_and_really_delivers_it() throws IOException {
    ByteSource huge = content(hostile("sim-image", "huge"), 0);
    assertEquals(StoredFile.MAX_BYTES + 1, huge.length());
    try (InputStream stream = huge.open()) {
      assertEquals(huge.length(), stream.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Test
  void a_slow_file_pauses_before_every_few_bytes_and_is_complete() throws IOException {
    byte[] good = bytes(output(submit("sim-image", 0, input("x"), 1)), 0);
    pauses.clear();
    ProviderOutput slow = hostile("sim-image", "slow");
    assertArrayEquals(good, bytes(slow, 0));
    assertTrue(pauses.size() > good.length / 256, "pauses: " + pauses.size());
  }

  private ProviderOutput hostile(String slug, String kind) {
    return output(submit(slug, 0, input("x").with("output", Json.of(kind)), 1));
  }

  private ProviderJob job(String slug, JsonObject fields) {
    return assertInstanceOf(ProviderResult.Accepted.class, submit(slug, 0, fields, 1)).job();
  }

  private ProviderResult submit(String slug, int route, JsonObject fields, int number) {
    ContractCase each = each(slug, route, fields);
    AttemptContext attempt =
        new AttemptContext(
            "exe_1:" + number, each.route().callTimeout(), URI.create("http://127.0.0.1:9/cb"));
    return simulator.submit(simulator.translate(each.route(), inputOf(each), attempt));
  }

  private static ContractCase each(String slug, int route, JsonObject fields) {
    ModelsFile.Entry model = ModelsFile.find(SimulatorAdapter.class, slug);
    return new ContractCase(model, model.routes().get(route), fields, Map.of());
  }

  private static CanonicalInput inputOf(ContractCase each) {
    return new CanonicalInput(each.model().modality(), each.fields(), each.files());
  }

  private static JsonObject input(String prompt) {
    return JsonObject.builder().put("prompt", prompt).build();
  }

  private static AttemptFailure failure(ProviderResult result) {
    return assertInstanceOf(ProviderResult.Failed.class, result).failure();
  }

  private static ProviderOutput output(ProviderResult result) {
    return assertInstanceOf(ProviderResult.Succeeded.class, result).output();
  }

  private static ByteSource content(ProviderOutput output, int index) {
    return assertInstanceOf(OutputFile.Inline.class, output.files().get(index)).content();
  }

  private static byte[] bytes(ProviderOutput output, int index) throws IOException {
    try (InputStream stream = content(output, index).open()) {
      return stream.readAllBytes();
    }
  }
}
