package dev.modelroute.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.PriceRecord;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every adapter promises. A subclass names an adapter whose provider behaves (for HTTP
 * adapters: a scripted server that answers well) and inputs that succeed, at least one per route.
 */
public abstract class ProviderContract {
  private static final int MAX_STATE_BYTES = 8 * 1024;
  private static final int MAX_POLLS = 20;
  private static final URI CALLBACK = URI.create("http://127.0.0.1:1/v1/callbacks/token");

  /** The adapter under test, the same one for a whole test method. */
  protected abstract ProviderAdapter adapter();

  /** Inputs that end in a result. */
  protected abstract List<ContractCase> cases();

  /** Called before each poll; a suite with a clock of its own moves it on here. */
  protected void timePasses() {}

  @Test
  void every_route_has_a_case_and_belongs_to_the_adapter() {
    assertFalse(cases().isEmpty(), "a suite without cases proves nothing");
    for (ContractCase each : cases()) {
      assertEquals(adapter().provider(), each.route().id().provider(), each.toString());
      assertTrue(adapter().isConfigured(each.route()), each.toString());
    }
    List<Route> covered = cases().stream().map(ContractCase::route).toList();
    for (ContractCase each : cases()) {
      each.model().routes().stream()
          .filter(route -> route.id().provider().equals(adapter().provider()))
          .forEach(route -> assertTrue(covered.contains(route), "no case for " + route.id()));
    }
  }

  @Test
  void inputs_of_the_suite_satisfy_the_models_input_schema_which_is_closed() {
    for (ContractCase each : cases()) {
      assertEquals(
          List.of(), SchemaFaults.of(each.model().inputSchema(), each.fields()), each.toString());
      assertFalse(
          SchemaFaults.of(
                  each.model().inputSchema(), each.fields().with("unknown_field", Json.of(1)))
              .isEmpty(),
          "the schema must be closed");
    }
  }

  @Test
  void translation_is_pure() {
    for (ContractCase each : cases()) {
      ProviderRequest first = translate(each, each.input(), 1);
      assertEquals(first, translate(each, each.input(), 1), each.toString());
      assertEquals(each.route(), first.route(), each.toString());
    }
  }

  @Test
  void results_have_the_canonical_shape_of_their_modality() {
    for (ContractCase each : cases()) {
      JsonObject canonical = run(each, 1).canonical();
      assertEquals(
          List.of(), CanonicalShape.faults(each.model().modality(), canonical), each.toString());
      assertEquals(
          List.of(), SchemaFaults.of(each.model().outputSchema(), canonical), each.toString());
    }
  }

  @Test
  void every_file_is_referred_to_once_and_every_reference_has_a_file() {
    for (ContractCase each : cases()) {
      ProviderOutput output = run(each, 1);
      List<String> expected =
          IntStream.range(0, output.files().size()).mapToObj(index -> "output:" + index).toList();
      assertEquals(
          expected,
          CanonicalShape.fileIds(output.canonical()).stream().sorted().toList(),
          each.toString());
    }
  }

  @Test
  void files_that_came_with_the_answer_are_as_long_as_they_say_and_can_be_read_twice()
      throws IOException {
    for (ContractCase each : cases()) {
      for (OutputFile file : run(each, 1).files()) {
        if (file instanceof OutputFile.Inline(var content)) {
          byte[] first = read(content.open());
          assertEquals(first.length, content.length(), each.toString());
          assertArrayEquals(first, read(content.open()), each.toString());
        }
      }
    }
  }

  @Test
  void usage_counts_what_the_route_has_a_price_for() {
    for (ContractCase each : cases()) {
      ProviderOutput output = run(each, 1);
      for (PriceRecord price : each.route().prices()) {
        assertTrue(
            output.usage().units().containsKey(price.dimension()),
            each + " does not count " + price.dimension());
      }
    }
  }

  @Test
  void a_repeated_submit_on_a_replay_safe_route_is_the_same_job() throws IOException {
    for (ContractCase each : cases()) {
      if (!each.route().replaySafe()) {
        continue;
      }
      ProviderResult first = adapter().submit(translate(each, each.input(), 1));
      ProviderResult second = adapter().submit(translate(each, each.input(), 1));
      if (first instanceof ProviderResult.Accepted(ProviderJob job)) {
        ProviderJob again = assertInstanceOf(ProviderResult.Accepted.class, second).job();
        assertEquals(job.id(), again.id(), each.toString());
      }
      assertSameResult(finish(first), finish(second), each.toString());
    }
  }

  @Test
  void another_attempt_is_another_job() {
    for (ContractCase each : cases()) {
      if (adapter().submit(translate(each, each.input(), 1))
          instanceof ProviderResult.Accepted(ProviderJob first)) {
        var second = adapter().submit(translate(each, each.input(), 2));
        assertNotEquals(
            first.id(), assertInstanceOf(ProviderResult.Accepted.class, second).job().id());
      }
    }
  }

  @Test
  void state_of_a_job_is_small_and_belongs_to_its_route() {
    for (ContractCase each : cases()) {
      if (adapter().submit(translate(each, each.input(), 1))
          instanceof ProviderResult.Accepted(ProviderJob job)) {
        assertTrue(JsonWriter.bytes(job.state()).length <= MAX_STATE_BYTES, each.toString());
        assertEquals(each.route().id(), job.route(), each.toString());
      }
    }
  }

  @Test
  void hostile_inputs_end_in_a_result_and_never_in_an_exception() {
    int tried = 0;
    for (ContractCase each : cases()) {
      for (JsonObject hostile : HostileInputs.of(each)) {
        assertDoesNotThrow(
            () -> adapter().submit(translate(each, each.inputWith(hostile), 1)),
            () -> each.route().id() + " with " + abbreviated(hostile));
        tried++;
      }
    }
    assertTrue(tried >= cases().size() * HostileInputs.VALUES.size());
  }

  @Test
  void a_job_nobody_gave_out_is_a_failure_and_cancelling_it_does_nothing() {
    for (ContractCase each : cases()) {
      for (JsonObject state : List.of(JsonObject.EMPTY, strangeState())) {
        ProviderJob foreign = new ProviderJob(each.route().id(), "no-such-job", state);
        assertInstanceOf(ProviderResult.Failed.class, adapter().poll(foreign), each.toString());
        assertDoesNotThrow(() -> adapter().cancel(foreign), each.toString());
      }
    }
  }

  @Test
  void a_running_job_can_be_cancelled_any_number_of_times() {
    for (ContractCase each : cases()) {
      if (adapter().submit(translate(each, each.input(), 1))
          instanceof ProviderResult.Accepted(ProviderJob job)) {
        assertDoesNotThrow(() -> adapter().cancel(job));
        assertDoesNotThrow(() -> adapter().cancel(job));
      }
    }
  }

  @Test
  void a_callback_without_a_good_signature_is_never_trusted() {
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of("msg_1"),
            "webhook-timestamp", List.of("99999999999999999999"),
            "webhook-signature", List.of("v1,AAAA v1a,zz"));
    for (byte[] body : List.of(new byte[0], new byte[] {'{', '}'}, new byte[] {-1, 0, 1})) {
      assertNotEquals(CallbackCheck.TRUSTED, adapter().verify(new RawCallback(Map.of(), body)));
      assertNotEquals(CallbackCheck.TRUSTED, adapter().verify(new RawCallback(headers, body)));
    }
  }

  /** Submits a case as attempt {@code number} and polls until it ends; it must succeed. */
  protected final ProviderOutput run(ContractCase each, int number) {
    ProviderResult end = finish(adapter().submit(translate(each, each.input(), number)));
    return assertInstanceOf(ProviderResult.Succeeded.class, end, each.toString()).output();
  }

  protected final ProviderRequest translate(ContractCase each, CanonicalInput input, int number) {
    AttemptContext attempt =
        new AttemptContext("exe_1:" + number, each.route().callTimeout(), CALLBACK);
    return adapter().translate(each.route(), input, attempt);
  }

  protected final ProviderResult finish(ProviderResult submitted) {
    if (!(submitted instanceof ProviderResult.Accepted(ProviderJob job))) {
      return submitted;
    }
    for (int i = 0; i < MAX_POLLS; i++) {
      timePasses();
      ProviderResult polled = adapter().poll(job);
      if (!(polled instanceof ProviderResult.Running)) {
        return polled;
      }
    }
    throw new AssertionError("still running after " + MAX_POLLS + " polls");
  }

  private static void assertSameResult(ProviderResult first, ProviderResult second, String message)
      throws IOException {
    ProviderOutput one = assertInstanceOf(ProviderResult.Succeeded.class, first, message).output();
    ProviderOutput two = assertInstanceOf(ProviderResult.Succeeded.class, second, message).output();
    assertEquals(one.canonical(), two.canonical(), message);
    assertEquals(one.files().size(), two.files().size(), message);
    for (int i = 0; i < one.files().size(); i++) {
      if (one.files().get(i) instanceof OutputFile.Inline(var left)
          && two.files().get(i) instanceof OutputFile.Inline(var right)) {
        assertArrayEquals(read(left.open()), read(right.open()), message);
      }
    }
  }

  private static JsonObject strangeState() {
    return JsonObject.builder()
        .put("ready_at", "yesterday")
        .put("modality", "text")
        .put("prompt", 1)
        .put("poll_url", "http://169.254.169.254/")
        .build();
  }

  private static String abbreviated(JsonObject object) {
    String text = object.toText();
    return text.substring(0, Math.min(200, text.length()));
  }

  private static byte[] read(InputStream stream) throws IOException {
    try (stream) {
      return stream.readAllBytes();
    }
  }
}
