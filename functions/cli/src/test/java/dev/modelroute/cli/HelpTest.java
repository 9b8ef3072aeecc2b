package dev.modelroute.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HelpTest {
  private static final List<String> COMMANDS =
      List.of(
          "",
          "listen",
          "trigger",
          "deliveries",
          "deliveries list",
          "deliveries show",
          "deliveries resend",
          "deliveries recover");

  @Test
  void every_command_explains_itself() throws IOException {
    for (String command : COMMANDS) {
      Terminal terminal = new Terminal();
      String[] arguments =
          Stream.concat(Arrays.stream(command.split(" ", -1)), Stream.of("--help"))
              .filter(word -> !word.isEmpty())
              .toArray(String[]::new);
      assertEquals(ExitCode.OK, terminal.run(arguments), command);
      assertEquals(golden(("modelroute " + command).strip()), terminal.out(), command);
      assertEquals("", terminal.err(), command);
    }
  }

  @Test
  void no_line_is_wider_than_a_small_terminal() throws IOException {
    for (String command : COMMANDS) {
      golden(("modelroute " + command).strip())
          .lines()
          .forEach(line -> assertEquals(true, line.length() <= 90, line));
    }
  }

  static String golden(String command) throws IOException {
    String name = "/help/" + command.replace(' ', '-') + ".txt";
    try (var text = Objects.requireNonNull(HelpTest.class.getResourceAsStream(name), name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
