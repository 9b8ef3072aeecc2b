package dev.modelroute.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {

  /** What a route supports, an input, and the members that keep the route from it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                        | {"anything":1}                    |
          {"prompt":true}                           | {"prompt":"a"}                    |
          {"prompt":true}                           | {"prompt":"a","seed":1}           | seed
          {"seed":false}                            | {"seed":1}                        | seed
          {"count":[1,1]}                           | {"count":1.0}                     |
          {"count":[1,1]}                           | {"count":4}                       | count
          {"format":["png","jpeg"]}                 | {"format":"jpeg"}                 |
          {"format":["png","jpeg"]}                 | {"format":"webp"}                 | format
          {"diarize":[false]}                       | {"diarize":true}                  | diarize
          {"cap":{"min":2,"max":8}}                 | {"cap":2}                         |
          {"cap":{"min":2,"max":8}}                 | {"cap":9}                         | cap
          {"cap":{"min":2,"max":8}}                 | {"cap":1.9}                       | cap
          {"seconds":{"one_of":[4,6,8]}}            | {"seconds":6}                     |
          {"seconds":{"one_of":[4,6,8]}}            | {"seconds":5}                     | seconds
          {"side":{"multiple_of":32}}               | {"side":48}                       | side
          {"text":{"max_length":1}}                 | {"text":"\\uD83D\\uDE00"}         |
          {"text":{"max_length":1}}                 | {"text":"ab"}                     | text
          {"images":{"max_items":1}}                | {"images":["a","b"]}              | images
          {"format":{"fields":{"type":["text"]}}}   | {"format":{"type":"text"}}        |
          {"format":{"fields":{"type":["text"]}}}   | {"format":{"type":"json"}}        | format
          {"format":{"fields":{"type":["text"]}}}   | {"format":{"type":"text","x":1}}  | format
          {"size":{"min":256,"max":1440,"multiple_of":32}} | {"width":256,"height":1440} |
          {"size":{"min":256,"max":1440,"multiple_of":32}} | {"width":256,"height":1456} | width,height
          {"size":{"max_ratio":3}}                  | {"width":1536,"height":512}       |
          {"size":{"max_ratio":3}}                  | {"width":1536,"height":496}       | width,height
          {"size":{"max_pixels":1000000}}           | {"width":1008,"height":1008}      | width,height
          {"size":{"one_of":["1024x1024"]}}         | {"width":1024,"height":1024}      |
          {"size":{"one_of":["1024x1024"]}}         | {"width":1024,"height":512}       | width,height
          {"a":true,"b":true,"apart":["a","b"]}     | {"b":1}                           |
          {"a":true,"b":true,"apart":["a","b"]}     | {"a":1,"b":1}                     | b
          {"messages":true,"image_parts":false}     | {"messages":[{"content":"a"}]}    |
          {"messages":true,"image_parts":false}     | {"messages":[{"content":[{"type":"image_file","file_id":"f"}]}]} | messages
          """)
  void a_route_takes_exactly_what_its_rules_let_through(
      String supports, String input, @Nullable String obstacles) {
    Capabilities capabilities = capabilities(supports, Set.of());

    assertEquals(
        obstacles == null ? List.of() : List.of(obstacles.split(",")),
        capabilities.obstacles(StrictJson.trusted(input)),
        supports + " with " + input);
  }

  @Test
  void a_member_that_may_be_dropped_is_left_out_only_where_it_is_not_taken() {
    Capabilities capabilities = capabilities("{\"seed\":[0,9],\"prompt\":true}", Set.of("seed"));
    JsonObject taken = StrictJson.trusted("{\"prompt\":\"a\",\"seed\":9}");
    JsonObject dropped = StrictJson.trusted("{\"prompt\":\"a\",\"seed\":10}");

    assertEquals(List.of(), capabilities.obstacles(dropped));
    assertEquals(taken, capabilities.reduce(taken));
    assertEquals("{\"prompt\":\"a\"}", capabilities.reduce(dropped).toText());
  }

  @Test
  void a_route_has_its_own_words_for_some_of_ours() {
    Capabilities capabilities =
        new Capabilities(
            JsonObject.EMPTY,
            Set.of(),
            StrictJson.trusted("{\"voice\":{\"calm\":\"sage\"}}"),
            Allowances.DEFAULT);

    assertEquals("sage", capabilities.word("voice", "calm"));
    assertEquals("warm", capabilities.word("voice", "warm"));
    assertEquals("calm", capabilities.word("language", "calm"));
  }

  private static Capabilities capabilities(String supports, Set<String> droppable) {
    return new Capabilities(
        StrictJson.trusted(supports), droppable, JsonObject.EMPTY, Allowances.DEFAULT);
  }
}
