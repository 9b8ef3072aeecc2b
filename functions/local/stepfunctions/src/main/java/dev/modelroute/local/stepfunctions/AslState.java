package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One state of a definition. */
public sealed interface AslState {

  /** The type as the definition spells it, and as history events begin. */
  String type();

  /**
   * Where a state takes its input from and hands its output to.
   *
   * @param inputPath empty = JSON null in the definition: the state sees {@code {}}
   * @param outputPath empty = JSON null in the definition: the state hands on {@code {}}
   */
  record Paths(Optional<ValuePath> inputPath, Optional<ValuePath> outputPath) {}

  /** A fixed number of seconds, or where the input has it; both empty = not limited. */
  record Seconds(OptionalInt fixed, Optional<ValuePath> path) {
    static final Seconds NONE = new Seconds(OptionalInt.empty(), Optional.empty());
  }

  /** A text in the definition, or where the input has it; both empty = none. */
  record Text(Optional<String> fixed, Optional<ValuePath> path) {}

  /** Hands its input, or a literal result, on. */
  record Pass(
      Paths paths,
      Optional<JsonNode> result,
      Optional<PayloadTemplate> parameters,
      Optional<ResultPath> resultPath,
      Optional<String> next)
      implements AslState {
    @Override
    public String type() {
      return "Pass";
    }
  }

  /** Has something done elsewhere. An empty {@code resultPath} drops the result. */
  record Task(
      Paths paths,
      TaskResource resource,
      Optional<PayloadTemplate> parameters,
      Optional<PayloadTemplate> resultSelector,
      Optional<ResultPath> resultPath,
      Seconds timeout,
      Seconds heartbeat,
      List<Retrier> retriers,
      List<Catcher> catchers,
      Optional<String> next)
      implements AslState {
    public Task {
      retriers = List.copyOf(retriers);
      catchers = List.copyOf(catchers);
    }

    @Override
    public String type() {
      return "Task";
    }
  }

  /** Waits for some seconds or until a moment. */
  record Wait(Paths paths, Until until, Optional<String> next) implements AslState {
    @Override
    public String type() {
      return "Wait";
    }
  }

  /** Goes where the first matching rule says. */
  record Choice(Paths paths, List<Branch> branches, Optional<String> otherwise)
      implements AslState {
    public Choice {
      branches = List.copyOf(branches);
    }

    @Override
    public String type() {
      return "Choice";
    }
  }

  /** Ends well. */
  record Succeed(Paths paths) implements AslState {
    @Override
    public String type() {
      return "Succeed";
    }
  }

  /** Ends badly. */
  record Fail(Text error, Text cause) implements AslState {
    @Override
    public String type() {
      return "Fail";
    }
  }

  /** One entry of {@code Choices}. */
  record Branch(ChoiceRule rule, String next) {}

  /** How long a Wait state waits. */
  sealed interface Until {
    /** So many seconds from its start. */
    record ForSeconds(Seconds seconds) implements Until {}

    /** Until a moment in the definition. */
    record At(Instant moment) implements Until {}

    /** Until the moment that the input names. */
    record AtPath(ValuePath path) implements Until {}
  }
}
