package dev.modelroute.provider.simulator;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.provider.ContractCase;
import dev.modelroute.provider.ModelsFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A simulator whose clock, pauses, schedule and callbacks a test holds in its hands. */
final class SimulatorBench {
  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  record Planned(Duration delay, Runnable action) {}

  record Post(URI target, Map<String, String> headers, String body) {
    RawCallback received() {
      Map<String, List<String>> lists =
          headers.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
      return new RawCallback(lists, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  Instant now = Instant.parse("2026-11-20T12:00:00Z");
  final List<Duration> pauses = new ArrayList<>();
  final List<Planned> planned = new ArrayList<>();
  final List<Post> posts = new ArrayList<>();
  final SimulatorAdapter simulator =
      new SimulatorAdapter(
          () -> now,
          pauses::add,
          (delay, action) -> planned.add(new Planned(delay, action)),
          (target, headers, body) ->
              posts.add(new Post(target, headers, new String(body, StandardCharsets.UTF_8))),
          SECRET);

  ProviderJob job(String slug, JsonObject fields) {
    return assertInstanceOf(ProviderResult.Accepted.class, submit(slug, 0, fields, 1)).job();
  }

  ProviderResult submit(String slug, int route, JsonObject fields, int number) {
    ContractCase each = each(slug, route, fields);
    AttemptContext attempt =
        new AttemptContext(
            "exe_1:" + number, each.route().callTimeout(), URI.create("http://127.0.0.1:9/cb"));
    return simulator.submit(simulator.translate(each.route(), inputOf(each), attempt));
  }

  static ContractCase each(String slug, int route, JsonObject fields) {
    ModelsFile.Entry model = ModelsFile.find(SimulatorAdapter.class, slug);
    return new ContractCase(model, model.routes().get(route), fields, Map.of());
  }

  static CanonicalInput inputOf(ContractCase each) {
    return new CanonicalInput(each.model().modality(), each.fields(), each.files());
  }

  static JsonObject input(String prompt) {
    return JsonObject.builder().put("prompt", prompt).build();
  }

  static AttemptFailure failure(ProviderResult result) {
    return assertInstanceOf(ProviderResult.Failed.class, result).failure();
  }

  static ProviderOutput output(ProviderResult result) {
    return assertInstanceOf(ProviderResult.Succeeded.class, result).output();
  }

  static ByteSource content(ProviderOutput output, int index) {
    return assertInstanceOf(OutputFile.Inline.class, output.files().get(index)).content();
  }

  static byte[] bytes(ProviderOutput output, int index) throws IOException {
    try (InputStream stream = content(output, index).open()) {
      return stream.readAllBytes();
    }
  }

  /** Submits on the first route, as attempt 1; an accepted job is polled a minute later. */
  ProviderResult result(String slug, JsonObject fields) {
    ProviderResult submitted = submit(slug, 0, fields, 1);
    if (!(submitted instanceof ProviderResult.Accepted(ProviderJob job))) {
      return submitted;
    }
    now = now.plusSeconds(60);
    return simulator.poll(job);
  }
}
