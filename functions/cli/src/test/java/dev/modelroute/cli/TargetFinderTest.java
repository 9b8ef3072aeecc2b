package dev.modelroute.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFinderTest {
  private static final String HERE = "http://127.0.0.1:8080";
  private static final String THERE = "https://api.example.com";

  @TempDir Path folder;

  @BeforeEach
  void local_run() throws IOException {
    Path file = folder.resolve(".local/credentials.json");
    Files.createDirectories(folder.resolve(".local"));
    Files.writeString(file, "{\"url\":\"" + HERE + "\",\"api_key\":\"sk_local\"}");
    Files.createDirectories(folder.resolve("a/b"));
  }

  @Test
  void options_win_over_variables_and_these_over_the_file() {
    Terminal terminal = new Terminal().in(folder.resolve("a/b"));
    assertFound(HERE, "sk_local", terminal, "", "");
    terminal.set("MODELROUTE_URL", THERE + "/").set("MODELROUTE_API_KEY", "sk_mine");
    assertFound(THERE, "sk_mine", terminal, "", "");
    assertFound(HERE, "sk_option", terminal, HERE, "sk_option");
  }

  @Test
  void the_variable_names_another_file() throws IOException {
    Files.writeString(
        folder.resolve("keys.json"), "{\"url\":\"" + THERE + "/\",\"api_key\":\"sk_named\"}");
    Terminal terminal = new Terminal().in(folder).set("MODELROUTE_CREDENTIALS", "keys.json");
    assertFound(THERE, "sk_named", terminal, "", "");
  }

  @Test
  void a_key_goes_nowhere_but_to_its_url() {
    Terminal terminal = new Terminal().in(folder);
    assertNowhere("is for " + HERE, terminal, THERE, "");
    assertNowhere("An API key needs its URL", terminal, "", "sk_mine");
    assertNowhere("A key goes over https only", terminal, "http://api.example.com", "sk_mine");
    assertFound(HERE, "sk_local", terminal, HERE + "/", "");
  }

  @Test
  void what_can_not_be_used_is_said() throws IOException {
    Terminal terminal = new Terminal().in(folder);
    for (String url : new String[] {"nonsense", "ftp://h", "https://u:p@h", "https://h?q", "h t"}) {
      assertNowhere("Not a URL of an API", terminal, url, "sk_mine");
    }
    assertNowhere("characters that no key has", terminal, THERE, "sk mine");
    Files.writeString(folder.resolve(".local/credentials.json"), "{}");
    assertNowhere("has no url and api_key", terminal, "", "");
    Files.writeString(folder.resolve(".local/credentials.json"), "{");
    assertNowhere("can't be read", terminal, "", "");
    assertNowhere("No credentials", new Terminal().in(Path.of("/")), "", "");
  }

  @Test
  void the_key_stays_out_of_texts() {
    assertEquals(THERE, new Target(THERE, "sk_mine").toString());
  }

  private static void assertFound(
      String url, String key, Terminal terminal, String urlOption, String keyOption) {
    assertEquals(
        new TargetFinder.Found.At(new Target(url, key)), find(terminal, urlOption, keyOption));
  }

  private static void assertNowhere(
      String reason, Terminal terminal, String urlOption, String keyOption) {
    TargetFinder.Found found = find(terminal, urlOption, keyOption);
    assertTrue(
        found instanceof TargetFinder.Found.Nowhere(String why) && why.contains(reason),
        found::toString);
  }

  private static TargetFinder.Found find(Terminal terminal, String url, String key) {
    return new TargetFinder(terminal.surroundings()).find(given(url), given(key));
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }
}
