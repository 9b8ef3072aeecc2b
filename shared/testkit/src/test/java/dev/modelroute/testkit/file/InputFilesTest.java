package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.modelroute.core.catalog.FileField;
import dev.modelroute.core.catalog.FileMode;
import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.InputFiles;
import dev.modelroute.core.file.InputFiles.Checked;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.InputFile;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InputFilesTest {
  private static final byte[] PNG = FileWorld.png(3, 2);

  private final FileWorld world = new FileWorld();
  private final InputFiles inputs = new InputFiles(world.files, world.stores, world.time);
  private final StoredFile png = world.ready(PNG);
  private final StoredFile text = world.ready(FileWorld.HELLO);

  @Test
  void references_are_found_at_every_place_a_model_names() {
    assertChecked("image", "{'image':'PNG'}", List.of(), List.of(png));
    assertChecked("images[]", "{'images':['PNG','TEXT']}", List.of(), List.of(png, text));
    assertChecked(
        "messages[].content[].file_id",
        "{'messages':[{'content':'hi'},{'content':[{'text':'x'},{'file_id':'PNG'}]}]}",
        List.of(),
        List.of(png));
    assertChecked("a.b", "{'a':{'b':'PNG'}}", List.of(), List.of(png));
    assertChecked("image", "{'prompt':'PNG'}", List.of(), List.of());
    assertChecked("image", "{'image':5}", List.of(), List.of());
    assertChecked("images[]", "{'images':'PNG'}", List.of(), List.of());
  }

  @Test
  void each_fault_is_told_at_its_place() {
    assertChecked(
        "images[]",
        "{'images':['PNG','NONE']}",
        List.of("input.images[1] FILE_NOT_FOUND"),
        List.of(png));
    assertChecked(
        "messages[].content[].file_id",
        "{'messages':[{'content':[{'file_id':'https://evil.example/x.png'}]}]}",
        List.of("input.messages[0].content[0].file_id FILE_REFERENCE"),
        List.of());
    assertChecked(
        "image", "{'image':'../../etc/passwd'}", List.of("input.image FILE_REFERENCE"), List.of());
    assertChecked("image", "{'image':'OPEN'}", List.of("input.image FILE_NOT_FOUND"), List.of());
  }

  @Test
  void a_format_the_model_does_not_take_is_refused() {
    FileField field = new FileField("image", List.of("image/png", "image/jpeg"));
    assertEquals(List.of(), errors(check(field, "{'image':'PNG'}")));
    Checked refused = check(field, "{'image':'TEXT'}");
    assertEquals(List.of("input.image FILE_FORMAT_UNSUPPORTED"), errors(refused));
    assertEquals(
        "Is text/plain; accepted: image/png, image/jpeg.", refused.errors().getFirst().message());
  }

  @Test
  void files_of_others_deleted_and_ended_ones_are_not_found() {
    JsonObject input = input("{'image':'PNG'}");
    Model model = model(new FileField("image", List.of()));
    assertEquals(
        Optional.of(ErrorCode.FILE_NOT_FOUND),
        inputs.check(world.stranger.organization(), model, input).refusal());
    assertEquals(
        Optional.empty(), inputs.check(world.owner.organization(), model, input).refusal());
    world.time.set(png.expiresAt());
    assertEquals(
        Optional.of(ErrorCode.FILE_NOT_FOUND),
        inputs.check(world.owner.organization(), model, input).refusal());
  }

  @Test
  void one_code_stands_for_all_faults() {
    FileField field = new FileField("images[]", List.of("image/png"));
    assertEquals(
        Optional.of(ErrorCode.INPUT_VALIDATION_ERROR),
        check(field, "{'images':['TEXT','NONE','x']}").refusal());
    assertEquals(
        Optional.of(ErrorCode.FILE_NOT_FOUND),
        check(field, "{'images':['TEXT','NONE']}").refusal());
    assertEquals(
        Optional.of(ErrorCode.FILE_FORMAT_UNSUPPORTED),
        check(field, "{'images':['TEXT','PNG']}").refusal());
    assertEquals(Optional.empty(), check(field, "{'images':['PNG','PNG']}").refusal());
  }

  @Test
  void an_input_refers_to_64_different_files_at_most() {
    FileField field = new FileField("images[]", List.of());
    String many =
        IntStream.range(0, 65)
            .mapToObj(i -> "'" + FileRef.of(new UUID(1, i)) + "'")
            .collect(Collectors.joining(","));
    Checked checked = check(field, "{'images':[" + many + "]}");
    assertEquals(65, checked.errors().size());
    assertEquals("TOO_MANY_FILES", checked.errors().getLast().code());
    assertEquals(Optional.of(ErrorCode.INPUT_VALIDATION_ERROR), checked.refusal());
  }

  @Test
  void an_attempt_gets_bytes_and_where_its_route_takes_them_links() throws IOException {
    Map<FileRef, StoredFile> files = Map.of(png.id(), png);
    InputFile inline = loaded(files, FileMode.INLINE);
    assertNull(inline.link());
    assertEquals("image/png", inline.contentType());
    assertArrayEquals(PNG, inline.content().open().readAllBytes());
    assertEquals(PNG.length, inline.content().length());

    URI link = loaded(files, FileMode.LINK).link();
    assertNotNull(link);
    assertArrayEquals(PNG, world.objects.fetch(link).body());
    world.time.advance(Duration.ofMinutes(10));
    assertEquals(403, world.objects.fetch(link).status());
  }

  private InputFile loaded(Map<FileRef, StoredFile> files, FileMode mode) {
    InputFile file = inputs.load(files, mode, Duration.ofMinutes(10)).get(png.id());
    assertNotNull(file);
    return file;
  }

  private void assertChecked(
      String path, String input, List<String> expectedErrors, List<StoredFile> expectedFiles) {
    Checked checked = check(new FileField(path, List.of()), input);
    assertEquals(expectedErrors, errors(checked), input);
    assertEquals(
        expectedFiles.stream().collect(Collectors.toMap(StoredFile::id, file -> file)),
        checked.files(),
        input);
  }

  private Checked check(FileField field, String input) {
    return inputs.check(world.owner.organization(), model(field), input(input));
  }

  private static List<String> errors(Checked checked) {
    return checked.errors().stream().map(error -> error.field() + " " + error.code()).toList();
  }

  private JsonObject input(String text) {
    String open = world.upload().file().id().value();
    return StrictJson.trusted(
        text.replace('\'', '"')
            .replace("PNG", png.id().value())
            .replace("TEXT", this.text.id().value())
            .replace("NONE", FileRef.of(new UUID(9, 9)).value())
            .replace("OPEN", open));
  }

  private static Model model(FileField field) {
    JsonObject any = JsonObject.builder().build();
    return new Model(
        "m",
        Modality.IMAGE_EDIT,
        "",
        any,
        any,
        List.of(field),
        Duration.ofMinutes(1),
        false,
        List.of());
  }
}
