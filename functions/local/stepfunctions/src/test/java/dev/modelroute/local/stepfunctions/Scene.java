package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A machine on virtual time whose tasks the test answers by hand. */
final class Scene {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String INPUT = "{\"execution_id\":\"exec_1\",\"timeout_seconds\":300}";
  static final String TRANSIENT_FAULT = "com.example.Faults$Transient";
  static final String OUTPUT_UNUSABLE = "com.example.OutputUnusable";

  static final AslDialect PRODUCTION =
      AslDialect.lambdaOnly(
          Set.of("Provider.Retryable", "Provider.Busy", TRANSIENT_FAULT, OUTPUT_UNUSABLE));

  static final Map<String, String> SUBSTITUTIONS =
      Map.of(
          "Dispatch", "Dispatch",
          "Settle", "Settle",
          "Release", "Release",
          "TransientFault", TRANSIENT_FAULT,
          "OutputUnusable", OUTPUT_UNUSABLE);

  final VirtualTimeLine time = new VirtualTimeLine(START);
  final List<Call> calls = new ArrayList<>();
  final StateMachines machines;
  final StateMachine machine;
  private final AtomicInteger ids = new AtomicInteger();
  private Consumer<Call> script = _ -> {};

  /** One call of a task. */
  record Call(TaskCall call, Instant at, CompletableFuture<TaskAnswer> answer) {
    String function() {
      return call.parameters().get("FunctionName").textValue();
    }

    JsonNode payload() {
      return call.parameters().get("Payload");
    }

    String token() {
      return payload().get("token").textValue();
    }

    void returns() {
      answer.complete(new TaskAnswer.Returned(Json.MAPPER.createObjectNode()));
    }

    void fails(String error) {
      answer.complete(new TaskAnswer.Failed(error, "because"));
    }
  }

  Scene(String definition) {
    this(definition, 1, 1_000);
  }

  Scene(String definition, long seed, int closedKept) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    machines =
        new StateMachines(
            new RunnerSettings(
                PRODUCTION,
                time,
                random,
                () -> "id-" + ids.incrementAndGet(),
                this::invoke,
                closedKept,
                closedKept));
    machine =
        machines
            .create("executions", "arn:aws:iam::0:role/x", definition, SUBSTITUTIONS)
            .orElseThrow();
  }

  /** The file that is deployed. */
  static String deployedDefinition() {
    Path file =
        Path.of(
            System.getProperty("project.root"), "infra-cdk/src/main/resources/execution.asl.json");
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Has each later call answered at once. */
  Scene scripted(Consumer<Call> reaction) {
    script = reaction;
    return this;
  }

  private CompletionStage<TaskAnswer> invoke(TaskCall taskCall) {
    Call call = new Call(taskCall, time.instant(), new CompletableFuture<>());
    calls.add(call);
    script.accept(call);
    return call.answer();
  }

  /** Starts an execution; returns its ARN. */
  String start(String input) {
    Started started = machines.start(machine, machines.newName(), input);
    return ((Started.Running) started).execution().arn();
  }

  ExecutionView view(String arn) {
    return machines.execution(arn).orElseThrow();
  }

  Call last() {
    return calls.getLast();
  }

  List<String> functionsCalled() {
    return calls.stream().map(Call::function).toList();
  }

  List<String> eventTypes(String arn) {
    return machines.history(arn).orElseThrow().stream().map(HistoryEvent::type).toList();
  }
}
