package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.file.DeleteFile;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.OutputFiles;
import dev.modelroute.core.file.RehostOutputs;
import dev.modelroute.core.file.RehostOutputs.Rehosting;
import dev.modelroute.core.file.RemoteFetcher.Fetched;
import dev.modelroute.core.file.StageOutputs;
import dev.modelroute.core.file.StageOutputs.Staging;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.testkit.fixture.Executions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehostOutputsTest {
  private static final byte[] PNG = FileWorld.png(640, 480);
  private static final URI ADDRESS = URI.create("https://cdn.provider.example/secret/1.png");
  private static final String ONE_IMAGE =
      "{\"images\":[{\"file_id\":\"output:0\",\"width\":1,\"height\":1}],\"seed\":7}";

  private final FileWorld world = new FileWorld();
  private final MemoryRemoteFetcher fetcher = new MemoryRemoteFetcher();
  private final StageOutputs stage = new StageOutputs(world.objects);
  private final Account account = new Account(world.owner.organization(), AccountMode.LIVE);
  private final Executions executions = new Executions(world.time, world.ids);
  private final Execution execution = executions.pending(account).build();

  @TempDir private Path spool = Path.of("");
  private RehostOutputs rehost = on(spool);

  @BeforeEach
  void spoolInTheFolderOfThisTest() {
    rehost = on(spool);
  }

  private RehostOutputs on(Path folder) {
    return new RehostOutputs(
        new OutputFiles(
            new OutputFiles.Stores(world.files, world.objects),
            fetcher,
            world.time,
            world::life,
            folder));
  }

  @AfterEach
  void nothing_stays_in_the_spool() throws IOException {
    try (Stream<Path> left = Files.list(spool)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void a_file_at_the_provider_becomes_one_of_the_organisation() throws IOException {
    fetcher.serve(ADDRESS, ByteSource.of(PNG));

    Rehosting.Rehosted rehosted = rehosted(ONE_IMAGE, new OutputFile.Remote(ADDRESS));

    StoredFile file = rehosted.files().getFirst();
    assertEquals(FileRef.of(Digests.uuidOf(execution.id() + ":2:0")), file.id());
    assertEquals("outputs/" + execution.id() + "/2/0", file.objectKey());
    assertEquals(StoredFile.Purpose.OUTPUT, file.purpose());
    assertEquals(Digests.sha256(PNG), file.knownFacts().sha256());
    assertEquals(world.files.find(execution.organization(), file.id()).orElseThrow(), file);
    assertArrayEquals(PNG, world.objects.open(file.objectKey(), null).readAllBytes());
    assertEquals(
        "{\"images\":[{\"file_id\":\"%s\",\"width\":640,\"height\":480,\"content_type\":\"image/png\"}],\"seed\":7}"
            .formatted(file.id()),
        rehosted.output().toText());
    assertEquals(
        List.of(
            FileAction.OUTPUT.by(
                Acting.system(execution.organization()), file.id(), file.createdAt())),
        world.events(execution.organization()));
  }

  @Test
  void bytes_that_came_inline_are_staged_first_and_taken_from_there() {
    ProviderOutput answer = output(ONE_IMAGE, new OutputFile.Inline(ByteSource.of(PNG)));

    ProviderOutput staged =
        assertInstanceOf(Staging.Staged.class, stage.stage(execution.id(), 2, answer)).output();
    String key = "outputs/" + execution.id() + "/2/0";
    assertEquals(List.of(new OutputFile.Staged(key)), staged.files());
    assertEquals(answer.canonical(), staged.canonical());

    Rehosting.Rehosted fromStage =
        assertInstanceOf(Rehosting.Rehosted.class, rehost.rehost(execution, 2, staged));
    assertEquals(key, fromStage.files().getFirst().objectKey());
    // The same result never staged is the same file.
    assertEquals(fromStage, rehost.rehost(execution, 2, answer));
    assertEquals(Set.of(key), world.objects.keys(Area.FILES));
  }

  @Test
  void a_repeat_gives_the_same_answer_and_fetches_nothing_again() {
    fetcher.serve(ADDRESS, ByteSource.of(PNG));
    Rehosting first = rehosted(ONE_IMAGE, new OutputFile.Remote(ADDRESS));
    world.time.advance(Duration.ofMinutes(5));
    fetcher.serve(ADDRESS, ByteSource.of(FileWorld.png(1, 1)));

    assertEquals(first, rehosted(ONE_IMAGE, new OutputFile.Remote(ADDRESS)));
    assertEquals(List.of(ADDRESS), fetcher.fetched());
    assertEquals(1, world.events(execution.organization()).size());
  }

  @Test
  void a_repeat_after_a_crash_between_object_and_row_overwrites_itself() {
    world.objects.put("outputs/" + execution.id() + "/2/0", ByteSource.of(FileWorld.HELLO));
    fetcher.serve(ADDRESS, ByteSource.of(PNG));
    Rehosting.Rehosted rehosted = rehosted(ONE_IMAGE, new OutputFile.Remote(ADDRESS));
    assertEquals(Digests.sha256(PNG), rehosted.files().getFirst().knownFacts().sha256());
    assertEquals(1, world.objects.keys(Area.FILES).size());
  }

  @Test
  void a_file_its_owner_deleted_meanwhile_does_not_come_back() {
    fetcher.serve(ADDRESS, ByteSource.of(PNG));
    Rehosting.Rehosted first = rehosted(ONE_IMAGE, new OutputFile.Remote(ADDRESS));
    FileRef id = first.files().getFirst().id();
    new DeleteFile(world.files, world.stores, world.time).delete(world.owner, id);

    assertEquals(first.output(), rehosted(ONE_IMAGE, new OutputFile.Remote(ADDRESS)).output());
    assertTrue(world.files.find(execution.organization(), id).isEmpty());
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
  }

  @Test
  void each_attempt_has_files_of_its_own() {
    ProviderOutput answer = output(ONE_IMAGE, new OutputFile.Inline(ByteSource.of(PNG)));
    rehost.rehost(execution, 1, answer);
    rehost.rehost(execution, 2, answer);
    assertEquals(2, world.objects.keys(Area.FILES).size());
  }

  @Test
  void every_canonical_shape_gets_references_and_what_the_bytes_tell() {
    Rehosting.Rehosted video =
        rehosted(
            "{\"videos\":[{\"file_id\":\"output:0\",\"duration_seconds\":8,\"width\":1280,\"height\":720}]}",
            new OutputFile.Inline(ByteSource.of(FileWorld.mp4())));
    assertEquals(
        "{\"videos\":[{\"file_id\":\"%s\",\"duration_seconds\":8,\"width\":1280,\"height\":720,\"content_type\":\"video/mp4\"}]}"
            .formatted(video.files().getFirst().id()),
        video.output().toText());
    Rehosting.Rehosted audio =
        assertInstanceOf(
            Rehosting.Rehosted.class,
            rehost.rehost(
                execution,
                3,
                output(
                    "{\"audio\":{\"file_id\":\"output:0\"},\"characters\":5}",
                    new OutputFile.Inline(ByteSource.of(FileWorld.wav())))));
    assertEquals(
        "{\"audio\":{\"file_id\":\"%s\",\"content_type\":\"audio/wav\"},\"characters\":5}"
            .formatted(audio.files().getFirst().id()),
        audio.output().toText());
  }

  @Test
  void a_result_without_files_stays_as_it_is() {
    String text = "{\"text\":\"output:0\",\"tool_calls\":[{\"file_id\":\"output:0\"}]}";
    assertEquals(text, rehosted(text).output().toText());
  }

  @Test
  void files_nobody_refers_to_are_left_alone() {
    assertEquals(List.of(), rehosted("{\"text\":\"x\"}", new OutputFile.Remote(ADDRESS)).files());
    assertEquals(List.of(), fetcher.fetched());
  }

  @Test
  void content_of_another_kind_is_unusable_and_does_not_stay() {
    for (byte[] hostile : List.of(FileWorld.HTML, FileWorld.HELLO, FileWorld.wav())) {
      assertUnusable(ONE_IMAGE, new OutputFile.Inline(ByteSource.of(hostile)));
    }
    assertUnusable(
        "{\"videos\":[{\"file_id\":\"output:0\"}]}", new OutputFile.Inline(ByteSource.of(PNG)));
    assertUnusable(
        "{\"audio\":{\"file_id\":\"output:0\"}}",
        new OutputFile.Inline(ByteSource.of(FileWorld.HTML)));
    assertUnusable(ONE_IMAGE, new OutputFile.Inline(ByteSource.of(new byte[0])));
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
  }

  @Test
  void a_staged_file_that_was_unusable_is_gone_and_stays_unusable() {
    world.objects.put("outputs/staged", ByteSource.of(FileWorld.HTML));
    assertUnusable(ONE_IMAGE, new OutputFile.Staged("outputs/staged"));
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
    assertUnusable(ONE_IMAGE, new OutputFile.Staged("outputs/staged"));
  }

  @Test
  void raw_samples_are_sound_only_when_they_were_asked_for() {
    OutputFile samples = new OutputFile.Inline(ByteSource.of(new byte[] {0, 1, 2, 3}));
    String canonical = "{\"audio\":{\"file_id\":\"output:0\"}}";
    assertUnusable(canonical, samples);
    JsonObject input = JsonObject.builder().put("text", "x").put("output_format", "pcm").build();
    Execution asked = executions.pending(account).input(input).build();
    assertInstanceOf(Rehosting.Rehosted.class, rehost.rehost(asked, 1, output(canonical, samples)));
  }

  @Test
  void what_is_too_large_is_unusable() {
    OutputFile huge = new OutputFile.Inline(new Claimed(157_286_401));
    assertUnusable(ONE_IMAGE, huge);
    assertInstanceOf(
        Staging.Unusable.class, stage.stage(execution.id(), 1, output(ONE_IMAGE, huge)));
    fetcher.serve(ADDRESS, new Claimed(157_286_401));
    assertUnusable(ONE_IMAGE, new OutputFile.Remote(ADDRESS));
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
  }

  @Test
  void what_the_guard_refuses_is_unusable_and_what_does_not_answer_is_tried_again() {
    fetcher.fail(ADDRESS, new Fetched.Refused("address not allowed"));
    assertUnusable(ONE_IMAGE, new OutputFile.Remote(ADDRESS));
    fetcher.fail(ADDRESS, new Fetched.Unavailable("status 503"));
    assertThrows(
        StoreUnavailableException.class,
        () -> rehost.rehost(execution, 2, output(ONE_IMAGE, new OutputFile.Remote(ADDRESS))));
    fetcher.serve(ADDRESS, ByteSource.of(PNG));
    rehosted(ONE_IMAGE, new OutputFile.Remote(ADDRESS));
  }

  @Test
  void placeholders_must_be_ours_and_fit_the_files() {
    OutputFile file = new OutputFile.Inline(ByteSource.of(PNG));
    String ids =
        "output:1 output:-1 output:01 output: output:99999999999"
            + " file_00000000-0000-7000-8000-000000000001 https://provider.example/x.png";
    Pattern.compile(" ")
        .splitAsStream(ids)
        .forEach(id -> assertUnusable("{\"images\":[{\"file_id\":\"" + id + "\"}]}", file));
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
  }

  @Test
  void too_many_files_are_unusable() {
    OutputFile[] many =
        Collections.nCopies(33, new OutputFile.Remote(ADDRESS)).toArray(OutputFile[]::new);
    assertUnusable(ONE_IMAGE, many);
    assertInstanceOf(
        Staging.Unusable.class, stage.stage(execution.id(), 1, output(ONE_IMAGE, many)));
    assertEquals(List.of(), fetcher.fetched());
  }

  private Rehosting.Rehosted rehosted(String canonical, OutputFile... files) {
    return assertInstanceOf(
        Rehosting.Rehosted.class, rehost.rehost(execution, 2, output(canonical, files)));
  }

  private void assertUnusable(String canonical, OutputFile... files) {
    Rehosting.Unusable unusable =
        assertInstanceOf(
            Rehosting.Unusable.class,
            rehost.rehost(execution, 2, output(canonical, files)),
            canonical);
    assertTrue(!unusable.reason().contains("secret"), unusable.reason());
  }

  private static ProviderOutput output(String canonical, OutputFile... files) {
    return new ProviderOutput(StrictJson.trusted(canonical), List.of(files), Usage.NONE, null);
  }
}
