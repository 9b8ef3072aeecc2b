package dev.modelroute.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Money;
import dev.modelroute.proof.Linearization.Done;
import dev.modelroute.proof.Operation.Books;
import dev.modelroute.proof.control.ThreeWrites;
import dev.modelroute.proof.embedded.EmbeddedTables;
import dev.modelroute.testkit.contract.Parallel;
import dev.modelroute.testkit.flow.Ground;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MT6: what four threads are answered is what one alone would have been, in some order. */
@ExtendWith(ProofPage.class)
class LinearizabilityTest {
  private static final long SEED = 6_000;

  @Test
  void answers_of_the_twins_have_a_legal_order() {
    int histories = Effort.of(500, 10_000);
    assertEquals(0, rejected(Ground::inMemory, histories));
    Tally.add("MT6", "twins", "histories of 12 calls by 4 threads", histories);
  }

  /** The control of MT4. */
  @Test
  void answers_of_a_settle_of_three_writes_have_none() {
    int histories = 200;
    int rejected = rejected(ThreeWrites::ground, histories);
    assertTrue(rejected > 0, "MT6 is blind");
    assertTrue(rejected < histories, "MT6 calls everything broken");
    Tally.add("MT4", "three writes", "caught by MT6", rejected + " of " + histories);
  }

  private static int rejected(Supplier<Ground> grounds, int histories) {
    int rejected = 0;
    for (int number = 0; number < histories; number++) {
      RandomGenerator random = random(number);
      Ground ground = grounds.get();
      Recorder recorder = new Recorder(ground, random);
      Play play = new Play(ground.points(), recorder.threads());
      while (!play.enabled().isEmpty()) {
        play.step(play.enabled().get(random.nextInt(play.enabled().size())));
      }
      rejected += play.isSound() && recorder.isLinearizable() ? 0 : 1;
    }
    return rejected;
  }

  @Test
  void answers_of_embedded_dynamodb_have_a_legal_order() {
    EmbeddedTables tables = new EmbeddedTables(UnaryOperator.identity());
    int histories = Effort.of(30, 1_000);
    for (int number = 0; number < histories; number++) {
      Recorder recorder = new Recorder(tables.ground(), random(number));
      List<Runnable> threads = recorder.threads();
      Parallel.call(
          Recorder.THREADS,
          thread -> {
            threads.get(thread).run();
            return thread;
          });
      assertTrue(recorder.isLinearizable(), SEED + number + " " + recorder.history());
    }
    Tally.add("MT6", "embedded DynamoDB", "histories of 12 calls by 4 threads", histories);
  }

  @Test
  void two_who_both_ended_it_are_no_legal_order() {
    Operation end = new Operation.Resolve(0, java.util.Optional.empty());
    Books books = new Books(Balance.ZERO, Map.of(0, Money.parse("0.12")));
    Done first = new Done(end, "OK", 1, 3);
    assertFalse(new Linearization(List.of(first, new Done(end, "OK", 2, 4))).exists(books.copy()));
    assertTrue(
        new Linearization(List.of(first, new Done(end, "ALREADY_CANCELLED", 2, 4)))
            .exists(books.copy()));
    Done late = new Done(end, "OK", 4, 5);
    assertFalse(
        new Linearization(List.of(new Done(end, "ALREADY_CANCELLED", 1, 3), late))
            .exists(books.copy()));
  }

  private static RandomGenerator random(int number) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + number);
  }
}
