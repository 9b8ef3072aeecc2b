package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.file.DeleteFile;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileJson;
import dev.modelroute.core.file.IssueReadUrl;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.RequestUpload.Requested;
import dev.modelroute.core.file.RequestUpload.Requested.Issued;
import dev.modelroute.core.file.RequestUpload.Upload;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.file.StoredFile.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestUploadTest {
  private static final int MOST_OPEN = 5;

  private final FileWorld world = new FileWorld(MOST_OPEN);

  @Test
  void an_upload_gets_a_row_a_url_of_an_hour_and_an_audit_event() {
    Issued issued = world.upload();

    assertEquals(
        Optional.of(issued.file()),
        world.files.find(world.owner.organization(), issued.file().id()));
    assertEquals(Status.UPLOADING, issued.file().status());
    assertEquals(world.time.instant().plus(Duration.ofHours(1)), issued.urlExpiresAt());
    assertEquals(world.time.instant().plus(Duration.ofDays(30)), issued.file().expiresAt());
    assertEquals(
        List.of(FileAction.UPLOAD.by(world.owner, issued.file().id(), world.time.instant())),
        world.events(world.owner.organization()));
    assertEquals(
        "{\"file_id\":\""
            + issued.file().id()
            + "\",\"upload_url\":\""
            + issued.url()
            + "\",\"expires_at\":\"2026-03-01T13:00:00Z\"}",
        FileJson.upload(issued).toText());
  }

  @Test
  void the_url_dies_after_an_hour() {
    Issued issued = world.upload();
    world.time.advance(Duration.ofMinutes(59));
    assertEquals(200, world.objects.send(issued.url(), FileWorld.HELLO));
    world.time.advance(Duration.ofMinutes(1));
    assertEquals(403, world.objects.send(issued.url(), FileWorld.HELLO));
  }

  @Test
  void what_is_out_of_range_is_refused_and_stores_nothing() {
    assertEquals(List.of("ttl_days"), refusedFields(Purpose.INPUT, 0, null));
    assertEquals(List.of("ttl_days"), refusedFields(Purpose.INPUT, 366, null));
    assertEquals(List.of("ttl_days"), refusedFields(Purpose.INPUT, -1, "US"));
    assertEquals(List.of("region"), refusedFields(Purpose.UPLOAD, 1, "MOON"));
    assertEquals(List.of("region"), refusedFields(Purpose.UPLOAD, 1, "us"));
    assertEquals(List.of("region"), refusedFields(Purpose.UPLOAD, 1, "APAC"), "not configured");
    assertEquals(List.of("purpose"), refusedFields(Purpose.OUTPUT, 1, "US"));
    assertEquals(List.of(), world.events(world.owner.organization()));
  }

  @Test
  void an_organisation_has_a_bounded_number_of_uploads_open() {
    Issued first = world.upload();
    world.objects.send(first.url(), FileWorld.HELLO);
    world.time.advance(Duration.ofMinutes(30));
    for (int i = 1; i < MOST_OPEN; i++) {
      world.upload();
    }
    Upload another = new Upload(Purpose.INPUT, null, null);
    assertEquals(new Requested.TooMany(MOST_OPEN), world.request.request(world.owner, another));
    assertEquals(MOST_OPEN, world.events(world.owner.organization()).size(), "nothing stored");
    assertInstanceOf(Issued.class, world.request.request(world.stranger, another));

    FileWorld.readyFrom(world.confirm.confirm(world.owner, first.file().id()));
    world.upload();
    assertEquals(new Requested.TooMany(MOST_OPEN), world.request.request(world.owner, another));

    world.time.advance(Duration.ofHours(1));
    world.upload();
  }

  @Test
  void a_file_lives_as_long_as_asked_for() {
    for (int days : new int[] {1, 365}) {
      Issued issued =
          assertInstanceOf(
              Issued.class,
              world.request.request(world.owner, new Upload(Purpose.UPLOAD, days, "US")));
      assertEquals(
          Duration.ofDays(days),
          Duration.between(issued.file().createdAt(), issued.file().expiresAt()));
    }
  }

  @Test
  void without_a_wish_a_file_lives_as_long_as_its_organisation_chose() {
    world.chooseLife(Duration.ofDays(3));
    StoredFile file = world.upload().file();
    assertEquals(Duration.ofDays(3), Duration.between(file.createdAt(), file.expiresAt()));
  }

  @Test
  void a_file_lies_in_the_bucket_of_its_region_from_upload_to_delete() {
    Issued issued =
        assertInstanceOf(
            Issued.class,
            world.request.request(world.owner, new Upload(Purpose.INPUT, null, "EU")));
    assertEquals(200, world.europe.send(issued.url(), FileWorld.HELLO));
    StoredFile file = FileWorld.readyFrom(world.confirm.confirm(world.owner, issued.file().id()));
    assertEquals("europe", file.location().bucket());
    assertEquals(Set.of(file.objectKey()), world.europe.keys(Area.FILES));
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
    IssueReadUrl links = new IssueReadUrl(world.files, world.audit, world.links(), world.time);
    URI url = links.issue(world.owner, file.id()).orElseThrow().url();
    assertEquals(200, world.europe.fetch(url).status());
    new DeleteFile(world.files, world.stores, world.time).delete(world.owner, file.id());
    assertEquals(Set.of(), world.europe.keys(Area.FILES));
  }

  private List<String> refusedFields(Purpose purpose, int days, @Nullable String region) {
    return assertInstanceOf(
            Requested.Refused.class,
            world.request.request(world.owner, new Upload(purpose, days, region)))
        .errors()
        .stream()
        .map(FieldError::field)
        .toList();
  }
}
