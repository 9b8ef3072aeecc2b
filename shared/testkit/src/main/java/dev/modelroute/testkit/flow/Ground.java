package dev.modelroute.testkit.flow;

import dev.modelroute.testkit.contract.Stores;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;

/**
 * What a platform stands on: where its rows are, and who counts its calls.
 *
 * @param stores the twins' own, or others; queues, machines, objects and files are always twins
 * @param countsStores whether calls of the stores' ports go through the points; false where
 *     requests below them are counted instead
 * @param name begins its callback tokens: other than any other ground's on the same stores
 */
public record Ground(
    Stores stores,
    MemoryPlatform twins,
    SettableTime time,
    CountingIds ids,
    CrashPoints points,
    boolean countsStores,
    String name) {

  /** In memory, at noon, without a row. */
  public static Ground inMemory() {
    MemoryPlatform twins = new MemoryPlatform();
    return new Ground(
        twins, twins, new SettableTime(), new CountingIds(), new CrashPoints(), true, "");
  }

  /** The same with other stores. */
  public Ground with(Stores others) {
    return new Ground(others, twins, time, ids, points, countsStores, name);
  }
}
