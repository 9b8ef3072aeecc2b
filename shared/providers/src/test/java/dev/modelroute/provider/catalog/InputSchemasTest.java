package dev.modelroute.provider.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.provider.openaicompatible.OpenAiCompatible;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputSchemasTest {
  private static final String FILE = "file_0192e0a0-0000-7000-8000-000000000000";
  private static final String UPSCALE =
      """
      {"models":[{"slug":"m","modality":"image","description":"d","default_timeout_seconds":1,
       "input_schema":{"type":"object","required":["image"],"additionalProperties":false,
        "dependentRequired":{"width":["height"]},
        "properties":{"image":{"type":"string","format":"file"},
         "width":{"type":"integer","multipleOf":16,"exclusiveMinimum":0,"exclusiveMaximum":64},
         "height":{"type":"integer"},"voice":{"type":"string","pattern":"^[a-z]+$"},
         "mixed":{"oneOf":[{"type":"string"},{"type":"object","required":["k"]}]},
         "unlike":{"not":{"const":"x"}},"tags":{"type":"array","uniqueItems":true}}},
       "output_schema":{},
       "routes":[{"provider":"on","model":"a","mode":"sync","prices":[{"dimension":"output_image",
        "unit":"image","unit_size":1,"price":"0.01","valid_from":"2026-10-07","source":"t"}]}]}]}
      """;

  private static final BundledCatalog CATALOG =
      new BundledCatalog(
          CatalogSources.beside(List.of(OpenAiCompatible.class))
              .overriddenBy(UPSCALE.getBytes(StandardCharsets.UTF_8)),
          new Adapters(List.of(new StubAdapter("on", true), new StubAdapter("openai", true))),
          InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"image":"$FILE"}                                | -
          {"image":"$FILE","width":32,"height":1}          | -
          {}                                               | input.image REQUIRED This field is required.
          {"image":1}                                      | input.image TYPE Must be of type string.
          {"image":null}                                   | input.image TYPE Must be of type string.
          {"image":"https://a.example/x.png?s=1"}          | input.image FILE_REFERENCE_REQUIRED Addresses are not accepted here: upload the file first and pass its file_ id.
          {"image":"data:image/png;base64,AA"}             | input.image FILE_REFERENCE_REQUIRED Addresses are not accepted here: upload the file first and pass its file_ id.
          {"image":"//a.example"}                          | input.image FILE_REFERENCE_REQUIRED Addresses are not accepted here: upload the file first and pass its file_ id.
          {"image":"file_1"}                               | input.image FORMAT Must be the id of an uploaded file: file_<uuid>.
          {"image":"$FILE","cat":1}                        | input.cat UNKNOWN_FIELD This model has no such field.
          {"image":"$FILE","width":8,"height":1}           | input.width MULTIPLE_OF Must be a multiple of 16.
          {"image":"$FILE","width":0,"height":1}           | input.width MINIMUM Must be greater than 0.
          {"image":"$FILE","width":64,"height":1}          | input.width MAXIMUM Must be less than 64.
          {"image":"$FILE","width":32}                     | input.height REQUIRED This field is required together with width.
          {"image":"$FILE","voice":"A1"}                   | input.voice PATTERN Does not have the required form.
          {"image":"$FILE","mixed":{}}                     | input.mixed INVALID Does not have any of the accepted forms.
          {"image":"$FILE","unlike":"x"}                   | input.unlike NOT_ALLOWED Is not allowed here.
          {"image":"$FILE","tags":[1,1.0]}                 | input.tags DUPLICATE Must not hold an item twice.
          """)
  void a_problem_is_told_by_place_code_and_sentence(String input, String problem) {
    assertEquals(problem.equals("-") ? null : problem, validate("m", input), input);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"messages":[{"role":"user","content":"x"}],"seed":-1,"temperature":2,"stop":["a"]} | -
          {"messages":[{"role":"user","content":[{"type":"image_file","file_id":"$FILE"}]}]}  | -
          {"messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema","schema":{"a":1}}} | -
          {"messages":[]}                                             | input.messages TOO_SHORT Must have at least 1 items.
          {"messages":[{"role":"user","content":""}]}                 | input.messages[0].content TOO_SHORT Must have at least 1 characters.
          {"messages":[{"role":"cat","content":"x"}]}                 | input.messages[0].role ENUM Must be one of: system, user, assistant.
          {"messages":[{"role":"user"}]}                              | input.messages[0].content REQUIRED This field is required.
          {"messages":[{"role":"user","content":3}]}                  | input.messages[0].content TYPE Must be of type string, array.
          {"messages":[{"role":"user","content":[{"type":"text"}]}]}  | input.messages[0].content[0].text REQUIRED This field is required.
          {"messages":[{"role":"user","content":[{"type":"text","text":"x","file_id":"$FILE"}]}]} | input.messages[0].content[0].file_id NOT_ALLOWED Is not allowed together with the other fields.
          {"messages":[{"role":"user","content":[{"type":"image_file","file_id":"http://a"}]}]} | input.messages[0].content[0].file_id FILE_REFERENCE_REQUIRED Addresses are not accepted here: upload the file first and pass its file_ id.
          {"messages":[{"role":"system","content":[{"type":"image_file","file_id":"$FILE"}]}]} | input.messages[0].content[0].type ENUM Must be one of: text.
          {"messages":[{"role":"user","content":"x"}],"temperature":2.1}   | input.temperature MAXIMUM Must be at most 2.
          {"messages":[{"role":"user","content":"x"}],"max_output_tokens":0}   | input.max_output_tokens MINIMUM Must be at least 1.
          {"messages":[{"role":"user","content":"x"}],"max_output_tokens":1.5} | input.max_output_tokens TYPE Must be of type integer.
          {"messages":[{"role":"user","content":"x"}],"stop":["a","b","c","d","e"]} | input.stop TOO_LONG Must have at most 4 items.
          {"messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema"}} | input.response_format.schema REQUIRED This field is required.
          {"messages":[{"role":"user","content":"x"}],"response_format":{"type":"json","schema":{}}} | input.response_format.schema NOT_ALLOWED Is not allowed together with the other fields.
          """)
  void the_canonical_text_input_is_checked(String input, String problem) {
    assertEquals(
        problem.equals("-") ? null : problem, validate("text-generation-standard", input), input);
  }

  @Test
  void many_problems_are_cut_and_values_are_never_quoted() {
    StringBuilder fields = new StringBuilder("{\"image\":\"canary\"");
    for (int i = 0; i < 100; i++) {
      fields.append(",\"f" + i + "\":\"canary\"");
    }

    List<FieldError> errors = errors("m", fields + "}");

    assertEquals(InputSchemas.MAX_DETAILS, errors.size());
    assertFalse(errors.toString().contains("canary"));
  }

  private static @Nullable String validate(String slug, String input) {
    List<FieldError> errors = errors(slug, input);
    return errors.isEmpty()
        ? null
        : String.join(
            " & ",
            errors.stream().map(e -> e.field() + " " + e.code() + " " + e.message()).toList());
  }

  private static List<FieldError> errors(String slug, String input) {
    Model model = CATALOG.find(slug).orElseThrow();
    return CATALOG.validate(model, StrictJson.trusted(input.replace("$FILE", FILE)));
  }
}
