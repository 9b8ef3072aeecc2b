package dev.modelroute.provider;

import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.builtin.BuiltinAdapter;
import dev.modelroute.provider.builtin.PixelLimits;
import dev.modelroute.provider.http.AdapterSource;
import dev.modelroute.provider.http.HttpTransport;
import dev.modelroute.provider.http.ProviderSettings;
import dev.modelroute.provider.simulator.SimulatorAdapter;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.inject.qualifiers.PrimaryQualifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The adapters that ship, found as the product finds them. */
public final class Shipped {
  private Shipped() {}

  /** Without settings, so that none is configured. */
  public static List<ProviderAdapter> adapters() {
    return found(Map.of()).stream().filter(Shipped::isProduct).toList();
  }

  /** Whatever lies on the class path of tests, with these settings. */
  public static List<ProviderAdapter> found(Map<String, String> settings) {
    InstantSource time = InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));
    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .beanDefinitions(
                bean(InstantSource.class, time),
                bean(HttpTransport.class, new HttpTransport()),
                bean(ProviderSettings.class, new ProviderSettings(settings, null)))
            .start()) {
      Stream<ProviderAdapter> of =
          context.getBeansOfType(AdapterSource.class).stream()
              .flatMap(source -> source.adapters().stream());
      return Stream.of(
              context.getBeansOfType(ProviderAdapter.class).stream(), of, withoutNetwork(time))
          .flatMap(each -> each)
          .sorted(Comparator.comparing(ProviderAdapter::provider))
          .toList();
    }
  }

  /** Tests bring a provider of their own, which lies elsewhere on the class path. */
  private static boolean isProduct(ProviderAdapter adapter) {
    return Objects.equals(home(adapter.getClass()), home(BuiltinAdapter.class));
  }

  private static java.net.@Nullable URL home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static Stream<ProviderAdapter> withoutNetwork(InstantSource time) {
    return Stream.of(
        new BuiltinAdapter(PixelLimits.DEFAULT),
        new SimulatorAdapter(
            time, pause -> {}, (delay, action) -> {}, (target, headers, body) -> {}, new byte[16]));
  }

  private static <T> RuntimeBeanDefinition<T> bean(Class<T> type, T bean) {
    // The framework brings a clock of its own.
    return RuntimeBeanDefinition.builder(type, () -> bean)
        .singleton(true)
        .qualifier(PrimaryQualifier.instance())
        .build();
  }
}
