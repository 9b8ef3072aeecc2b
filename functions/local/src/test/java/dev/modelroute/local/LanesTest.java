package dev.modelroute.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {
  private static final Duration FOREVER = Duration.ofHours(1);

  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  /** What stands for the database. */
  private interface Engine {
    void call(Runnable work);
  }

  @Test
  void no_more_calls_of_the_background_run_at_once_than_there_are_lanes() {
    Engine engine = new Lanes(2, Duration.ZERO).through(Engine.class, Runnable::run);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnable work =
        () -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          now.decrementAndGet();
        };
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.add(aside(() -> inBackground(engine, work)));
    }
    calls.forEach(CompletableFuture::join);
    assertTrue(most.get() <= 2, "at once: " + most);
  }

  @Test
  void the_background_waits_while_a_call_of_the_api_is_under_way() throws InterruptedException {
    Engine engine = new Lanes(1, FOREVER).through(Engine.class, Runnable::run);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch comes = new CountDownLatch(1);
    CompletableFuture<Void> front =
        aside(() ->
            engine.call(() -> {
              entered.countDown();
              await(comes);
              order.add("front");
            }));
    entered.await();
    CompletableFuture<Void> behind =
        aside(() -> {
          comes.countDown();
          inBackground(engine, () -> order.add("background"));
        });
    CompletableFuture.allOf(front, behind).join();
    assertEquals(List.of("front", "background"), order);
  }

  @Test
  void the_background_goes_on_although_the_api_never_stands_still() throws InterruptedException {
    Engine engine = new Lanes(1, Duration.ofMillis(1)).through(Engine.class, Runnable::run);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Void> front =
        aside(() ->
            engine.call(() -> {
              entered.countDown();
              await(over);
            }));
    entered.await();
    inBackground(engine, () -> order.add("background"));
    over.countDown();
    front.join();
    assertEquals(List.of("background"), order);
  }

  @Test
  void a_call_that_fails_gives_its_lane_back_and_fails_as_it_is() {
    Engine engine = new Lanes(1, Duration.ZERO).through(Engine.class, Runnable::run);
    for (int i = 0; i < 3; i++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              inBackground(
                  engine,
                  () -> {
                    throw new IllegalStateException("refused");
                  }));
    }
    inBackground(engine, () -> order.add("background"));
    assertEquals(List.of("background"), order);
  }

  /** On a thread of its own: the common pool may have a single one. */
  private static CompletableFuture<Void> aside(Runnable work) {
    return CompletableFuture.runAsync(work, task -> Thread.ofPlatform().start(task));
  }

  private static void inBackground(Engine engine, Runnable work) {
    RequestStreamHandler function = (input, output, context) -> engine.call(work);
    try {
      Lanes.background(function)
          .handleRequest(
              InputStream.nullInputStream(), new ByteArrayOutputStream(), new LocalContext());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
