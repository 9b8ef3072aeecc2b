package dev.modelroute.cli;

import dev.modelroute.core.id.IdText;
import dev.modelroute.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that calls the API: finds out where and as whom, then runs. */
abstract class ApiCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final Options options = new Options();

  @Spec private CommandSpec spec = CommandSpec.create();

  ApiCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Does it; answers the exit code. */
  abstract int run(ApiClient api, Console console);

  @Override
  public final Integer call() {
    Console console = new Console(surroundings.streams(), options.isJson());
    return switch (new TargetFinder(surroundings).find(options.url(), options.apiKey())) {
      case TargetFinder.Found.At(Target target) -> run(new ApiClient(target), console);
      case TargetFinder.Found.Nowhere(String reason) -> console.usage(reason);
    };
  }

  final Surroundings surroundings() {
    return surroundings;
  }

  /** Ends the command as a wrong command line. */
  final ParameterException wrong(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }

  /** The id, when it has the form of one: it becomes part of a path. */
  final String id(String prefix, String text) {
    if (!IdText.matches(prefix, text)) {
      throw wrong("'" + text + "' is not an id like " + prefix + "_<uuid>");
    }
    return text;
  }

  static String query(List<String> namesAndValues) {
    return java.util.stream.IntStream.range(0, namesAndValues.size() / 2)
        .mapToObj(pair ->
            namesAndValues.get(2 * pair)
                + "="
                + URLEncoder.encode(namesAndValues.get(2 * pair + 1), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }

  /** A member as text for people, {@code -} when there is none. */
  static String shown(JsonObject object, String name) {
    return object
        .string(name)
        .or(() -> object.number(name).map(Object::toString))
        .or(() -> object.bool(name).map(Object::toString))
        .orElse("-");
  }
}
