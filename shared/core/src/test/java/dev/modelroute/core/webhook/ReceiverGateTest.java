package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReceiverGateTest {
  private final ReceiverGate gate = new ReceiverGate();

  @Test
  void a_receiver_has_so_many_places_and_others_have_theirs() {
    assertTrue(gate.enter("one", 2));
    assertTrue(gate.enter("one", 2));
    assertFalse(gate.enter("one", 2));
    assertTrue(gate.enter("two", 1));
    gate.leave("one");
    assertTrue(gate.enter("one", 2));
    assertFalse(gate.enter("one", 1));
  }

  @Test
  void after_one_waited_in_vain_nobody_waits_until_a_place_is_given_back() throws Exception {
    assertTrue(gate.enter("one", 1));
    assertFalse(gate.enter("one", 1));
    long begun = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertFalse(gate.enter("one", 1));
    }
    assertTrue(System.nanoTime() - begun < 1_000_000_000L, "a thousand waits would take minutes");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      gate.leave("one");
      assertTrue(gate.enter("one", 1));
      Future<Boolean> waiting = threads.submit(() -> gate.enter("one", 1));
      gate.leave("one");
      assertTrue(waiting.get(), "it came while somebody waited, or before");
    }
  }

  @Test
  void no_more_than_the_places_are_ever_taken() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    List<Future<Integer>> entered = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        entered.add(
            threads.submit(() -> {
              if (!gate.enter("one", 5)) {
                return 0;
              }
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              inside.decrementAndGet();
              gate.leave("one");
              return 1;
            }));
      }
    }
    int sum = 0;
    for (Future<Integer> one : entered) {
      sum += one.get();
    }
    assertTrue(most.get() <= 5, "at once: " + most);
    assertTrue(sum > 0);
    assertEquals(0, inside.get());
  }
}
