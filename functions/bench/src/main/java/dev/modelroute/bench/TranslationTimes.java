package dev.modelroute.bench;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.wiring.Settings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * How long an adapter takes to put a canonical input into its provider's words, one line per model
 * and route: {@code p50} and {@code p99} in microseconds of a warm JVM.
 */
public final class TranslationTimes {
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 20_000;
  private static final AttemptContext ATTEMPT =
      new AttemptContext("exec:1", Duration.ofSeconds(20), null);

  /** Any value turns a provider on; none is called. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "MODELROUTE_PUBLIC_URL", "http://127.0.0.1",
          "OPENAI_API_KEY", "none",
          "ANTHROPIC_API_KEY", "none",
          "GEMINI_API_KEY", "none",
          "GROQ_API_KEY", "none");

  /** Kept, so that no call can be left out. */
  private static int kept;

  private TranslationTimes() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .eagerInitSingletons(false)
            .beanDefinitions(
                RuntimeBeanDefinition.builder(Settings.class, () -> new Settings(SETTINGS))
                    .singleton(true)
                    .build())
            .start()) {
      Adapters adapters = context.getBean(Adapters.class);
      for (Model model : context.getBean(Catalog.class).published()) {
        for (Route route : model.routes()) {
          JsonObject input = input(model.modality());
          if (route.capabilities().obstacles(input).isEmpty() && !model.simulated()) {
            print(model, route, adapters.of(route.id()), input);
          }
        }
      }
    }
    System.out.println("kept " + kept);
  }

  private static void print(Model model, Route route, ProviderAdapter adapter, JsonObject fields) {
    if (fields.members().isEmpty()) {
      return;
    }
    CanonicalInput input = new CanonicalInput(model.modality(), fields, Map.of());
    long[] nanos = new long[CALLS];
    for (int i = -WARM_UP; i < CALLS; i++) {
      long start = System.nanoTime();
      kept += adapter.translate(route, input, ATTEMPT).body().members().size();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-28s %-34s p50 %6.2f p99 %6.2f%n",
        model.slug(), route.id().text(), nanos[CALLS / 2] / 1e3, nanos[CALLS * 99 / 100] / 1e3);
  }

  /** Without files: reading them is not translation. */
  private static JsonObject input(Modality modality) {
    return switch (modality) {
      case TEXT -> StrictJson.trusted(conversation());
      case IMAGE -> StrictJson.trusted("{\"prompt\":\"a lighthouse\",\"aspect_ratio\":\"16:9\"}");
      case SPEECH -> StrictJson.trusted("{\"text\":\"Good morning.\",\"voice\":\"calm\"}");
      case EMBEDDINGS -> StrictJson.trusted("{\"input\":[\"one\",\"two\",\"three\"]}");
      case IMAGE_EDIT, IMAGE_UPSCALE, VIDEO, TRANSCRIPTION -> JsonObject.EMPTY;
    };
  }

  /** Twenty turns of a thousand characters. */
  private static String conversation() {
    StringBuilder turns = new StringBuilder("{\"role\":\"system\",\"content\":\"Be short.\"}");
    for (int i = 0; i < 20; i++) {
      String role = i % 2 == 0 ? "user" : "assistant";
      turns.append(",{\"role\":\"" + role + "\",\"content\":\"" + "word ".repeat(200) + "\"}");
    }
    return "{\"messages\":[" + turns + "],\"max_output_tokens\":500}";
  }
}
