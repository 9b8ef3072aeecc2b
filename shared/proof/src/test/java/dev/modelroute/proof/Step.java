package dev.modelroute.proof;

import dev.modelroute.testkit.crash.CrashPoints.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One thing that happens in a random history. All of a history is drawn before any of it happens: a
 * shorter one is the beginning of a longer one.
 */
sealed interface Step {
  /** A caller sends a request; few keys, so that some are repeats and some conflicts. */
  record Submit(int key, int estimateCents) implements Step {}

  record Credit(int reference, int cents) implements Step {}

  /** The machine started n-th goes on as far as it can. */
  record Machine(int number) implements Step {}

  /** The machine's function died, and it tries again with a new token. */
  record MachineAgain(int number) implements Step {}

  /** The machine's task runs into its own timeout. */
  record TimeOut(int number) implements Step {}

  /** A reminder is delivered, for the first time or again. */
  record Poll(int number) implements Step {}

  /** A provider calls back, once, again, or late. */
  record CallBack(int number) implements Step {}

  record Cancel(int number) implements Step {}

  /** The clock of all machines jumps, back too. */
  record Jump(Duration time) implements Step {}

  record Sweep() implements Step {}

  /** What the first provider answers from now on. */
  record Provider(Answer answer, int cents) implements Step {}

  /** The process will end at a call soon. */
  record Crash(int call, Moment moment) implements Step {}

  /** What a provider may say. */
  enum Answer {
    RESULT,
    JOB,
    OVERLOADED,
    LOST,
    REJECTED
  }

  /** Draws the steps of one history. */
  static List<Step> draw(long seed, int size) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      steps.add(next(random));
    }
    return List.copyOf(steps);
  }

  private static Step next(RandomGenerator random) {
    int number = random.nextInt(6);
    int amount = random.nextInt(1, 400);
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> new Submit(number, amount % 3 == 0 ? amount : 5);
      case 4 -> new Credit(number, amount);
      case 5, 6, 7, 8 -> new Machine(number);
      case 9 -> new MachineAgain(number);
      case 10 -> amount % 4 == 0 ? new TimeOut(number) : new Machine(number);
      case 11, 12 -> new Poll(number);
      case 13 -> new CallBack(number);
      case 14 -> new Cancel(number);
      case 15 -> new Jump(Duration.ofSeconds(random.nextInt(-3600, 3601)));
      case 16 -> new Sweep();
      case 17 -> new Provider(Answer.values()[random.nextInt(5)], amount);
      default ->
          new Crash(random.nextInt(1, 25), random.nextBoolean() ? Moment.BEFORE : Moment.AFTER);
    };
  }
}
