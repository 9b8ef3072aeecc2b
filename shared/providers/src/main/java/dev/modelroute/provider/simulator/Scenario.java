package dev.modelroute.provider.simulator;

import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an input asks the simulator to do. As JSON it is the state of a job, hence small: of the
 * prompt only the beginning, a digest and the length are kept.
 *
 * @param prompt its first 400 characters
 * @param seed digest of the whole prompt; colours and pitch come from it
 * @param costNanos what the result costs, in nano-USD
 * @param outcome empty = success
 * @param failAttempts attempts up to this number fail, later ones succeed; 0 = {@code outcome}
 *     holds for each
 */
record Scenario(
    Modality modality,
    String prompt,
    String seed,
    long promptBytes,
    Duration delay,
    long costNanos,
    Optional<ErrorCode> outcome,
    int failAttempts,
    CallbackKind callback,
    OutputKind output) {
  static final int MAX_PROMPT_KEPT = 400;
  private static final long MAX_DELAY_MILLIS = 3_600_000;
  private static final int MAX_FAIL_ATTEMPTS = 100;
  private static final String COST_PATTERN = "[0-9]{1,6}(\\.[0-9]{1,9})?";

  /** Reads a request's body; empty when a knob has a value the schema would not take. */
  static Optional<Scenario> ofRequest(JsonObject body) {
    Optional<String> prompt = body.string("prompt");
    if (prompt.isEmpty()) {
      return Optional.empty();
    }
    String whole = prompt.get();
    return of(
        body.with("prompt", Json.of(beginning(whole)))
            .with("seed", Json.of(Digests.sha256(whole)))
            .with("prompt_bytes", Json.of(whole.getBytes(StandardCharsets.UTF_8).length)));
  }

  /** Reads what {@link #toJson} wrote. */
  static Optional<Scenario> ofState(JsonObject state) {
    return of(state);
  }

  private static Optional<Scenario> of(JsonObject body) {
    Optional<Modality> modality =
        body.string("modality")
            .flatMap(text ->
                Arrays.stream(Modality.values())
                    .filter(value -> value.text().equals(text))
                    .findFirst());
    Optional<Long> delay = whole(body, "delay_ms", MAX_DELAY_MILLIS);
    Optional<Long> failAttempts = whole(body, "fail_attempts", MAX_FAIL_ATTEMPTS);
    Optional<CallbackKind> callback = CallbackKind.parse(word(body, "callback", "normal"));
    Optional<OutputKind> output = OutputKind.parse(word(body, "output", "normal"));
    String outcome = word(body, "outcome", word(body, "outcome_by_default", "success"));
    Optional<ErrorCode> code = code(outcome);
    if (modality.isEmpty() || delay.isEmpty() || failAttempts.isEmpty() || !hasValidCost(body)) {
      return Optional.empty();
    }
    if (callback.isEmpty()
        || output.isEmpty()
        || !(code.isPresent() || outcome.equals("success"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Scenario(
            modality.get(),
            body.string("prompt").orElse(""),
            body.string("seed").orElse(""),
            whole(body, "prompt_bytes", Integer.MAX_VALUE).orElse(0L),
            Duration.ofMillis(delay.get()),
            EstimatedUsage.simulatedCost(body).movePointRight(9).longValueExact(),
            code,
            failAttempts.get().intValue(),
            callback.get(),
            output.get()));
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("modality", modality.text())
        .put("prompt", prompt)
        .put("seed", seed)
        .put("prompt_bytes", promptBytes)
        .put("delay_ms", delay.toMillis())
        .put("cost", BigDecimal.valueOf(costNanos, 9).toPlainString())
        .put("outcome", outcome.map(ErrorCode::name).orElse("success"))
        .put("fail_attempts", failAttempts)
        .put("callback", callback.text())
        .put("output", output.text())
        .build();
  }

  /** How an attempt ends; empty = success. */
  Optional<ErrorCode> failureOf(int attempt) {
    if (failAttempts == 0) {
      return outcome;
    }
    return attempt <= failAttempts
        ? Optional.of(outcome.orElse(ErrorCode.SERVICE_UNAVAILABLE))
        : Optional.empty();
  }

  /** A byte of the prompt's digest, 0 to 255. */
  int seedByte(int index) {
    return Integer.parseInt(seed, index * 2, index * 2 + 2, 16);
  }

  private static String beginning(String prompt) {
    if (prompt.length() <= MAX_PROMPT_KEPT) {
      return prompt;
    }
    boolean splitsPair = Character.isHighSurrogate(prompt.charAt(MAX_PROMPT_KEPT - 1));
    return prompt.substring(0, splitsPair ? MAX_PROMPT_KEPT - 1 : MAX_PROMPT_KEPT);
  }

  /** The knob; absent = 0, empty = not a whole number from 0 to the maximum. */
  private static Optional<Long> whole(JsonObject body, String name, long max) {
    Optional<Json> value = body.get(name);
    if (value.isEmpty()) {
      return Optional.of(0L);
    }
    return value.get() instanceof JsonNumber number
            && number.isWhole()
            && number.value().signum() >= 0
            && number.value().compareTo(BigDecimal.valueOf(max)) <= 0
        ? Optional.of(number.value().longValueExact())
        : Optional.empty();
  }

  /** The knob's text, or what stands for its absence; another type reads as an unknown word. */
  private static String word(JsonObject body, String name, String otherwise) {
    return body.has(name) ? body.string(name).orElse("") : otherwise;
  }

  private static Optional<ErrorCode> code(String name) {
    return Arrays.stream(ErrorCode.values()).filter(code -> code.name().equals(name)).findFirst();
  }

  private static boolean hasValidCost(JsonObject body) {
    return !body.has("cost")
        || body.string("cost").filter(cost -> cost.matches(COST_PATTERN)).isPresent();
  }
}
