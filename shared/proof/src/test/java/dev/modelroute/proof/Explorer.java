package dev.modelroute.proof;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes every choice of who moves next, depth first, each run from the beginning. Two prefixes
 * after which all rows are equal and every actor has asked and learnt the same have the same
 * futures: the second one is not followed again. Nothing else is left out, so the number of
 * schedules that were covered is counted exactly, as paths through the states.
 */
final class Explorer {
  private static final int MOST_STATES = 50_000;

  private final Supplier<Scene> scenes;
  private final boolean checksEveryState;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Deque<List<Integer>> open = new ArrayDeque<>();
  private final List<String> violations = new ArrayList<>();
  private int runs;
  private int ends;
  private int longest;

  /**
   * @param checksEveryState whether the invariants must hold between any two calls, not only when
   *     all is done
   */
  Explorer(Supplier<Scene> scenes, boolean checksEveryState) {
    this.scenes = scenes;
    this.checksEveryState = checksEveryState;
  }

  private static final class Node {
    private final Map<Integer, Node> next = new HashMap<>();
    private boolean reached;
    private @Nullable BigInteger paths;

    Node after(int choice) {
      return Objects.requireNonNull(next.get(choice));
    }
  }

  /**
   * What was found.
   *
   * @param schedules complete interleavings that were covered
   * @param ends different states in which all were done
   * @param violations one text per state that is broken
   */
  record Explored(
      int runs, int states, int ends, int longest, BigInteger schedules, List<String> violations) {}

  Explored explore() {
    open.push(List.of());
    Node root = new Node();
    while (!open.isEmpty()) {
      follow(root, open.pop());
    }
    return new Explored(runs, nodes.size(), ends, longest, paths(root), List.copyOf(violations));
  }

  private void follow(Node root, List<Integer> prefix) {
    runs++;
    Scene scene = scenes.get();
    Play play = new Play(scene.points(), scene.actors());
    Node node = root;
    for (int i = 0; i < prefix.size() - 1; i++) {
      play.step(prefix.get(i));
      node = node.after(prefix.get(i));
    }
    List<Integer> path = new ArrayList<>(prefix);
    boolean fresh = prefix.isEmpty() || reach(node, prefix.getLast(), play, scene);
    node = prefix.isEmpty() ? root : node.after(prefix.getLast());
    while (fresh) {
      List<Integer> enabled = play.enabled();
      if (enabled.isEmpty()) {
        end(node, play, scene);
        return;
      }
      for (int other : enabled.subList(1, enabled.size())) {
        List<Integer> branch = new ArrayList<>(path);
        branch.add(other);
        open.push(branch);
      }
      int first = enabled.getFirst();
      path.add(first);
      fresh = reach(node, first, play, scene);
      node = node.after(first);
    }
    play.abandon();
  }

  /** Lets an actor move; whether nobody was at the state after it before. */
  private boolean reach(Node from, int choice, Play play, Scene scene) {
    play.step(choice);
    String key = play.key(scene.state());
    Node to = nodes.computeIfAbsent(key, ignored -> new Node());
    from.next.put(choice, to);
    if (to.reached) {
      return false;
    }
    to.reached = true;
    if (nodes.size() > MOST_STATES) {
      throw new AssertionError("more than " + MOST_STATES + " states");
    }
    if (checksEveryState) {
      note(play, scene::checkNow);
    }
    return true;
  }

  private void end(Node node, Play play, Scene scene) {
    node.paths = BigInteger.ONE;
    ends++;
    longest = Math.max(longest, play.schedule().size());
    note(play, play::requireSound);
    note(play, scene::check);
  }

  private void note(Play play, Runnable check) {
    try {
      check.run();
    } catch (AssertionError broken) {
      violations.add(String.join(" ", play.schedule()) + "\n" + broken.getMessage());
    }
  }

  private static BigInteger paths(Node node) {
    if (node.paths == null) {
      node.paths =
          node.next.values().stream().map(Explorer::paths).reduce(BigInteger.ZERO, BigInteger::add);
    }
    return node.paths;
  }
}
