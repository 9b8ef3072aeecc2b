package dev.modelroute.api;

import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.ConfirmUpload.Confirmed;
import dev.modelroute.core.file.FileJson;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.RequestUpload;
import dev.modelroute.core.file.RequestUpload.Requested;
import dev.modelroute.core.file.RequestUpload.Upload;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Purpose;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens and confirms uploads; the bytes themselves never come through here. */
@Controller("/v1/files")
@Access(Access.Level.EXECUTION)
final class UploadController {
  /** The last three are what clients like to send; all facts come from the stored bytes. */
  private static final Set<String> UPLOAD_FIELDS =
      Set.of("purpose", "ttl_days", "region", "filename", "content_type", "size_bytes");

  private final RequestUpload request;
  private final ConfirmUpload confirm;

  UploadController(RequestUpload request, ConfirmUpload confirm) {
    this.request = request;
    this.confirm = confirm;
  }

  @Post("/upload")
  HttpResponse<byte[]> upload(HttpRequest<?> http) {
    Bodies body = Bodies.of(http, UPLOAD_FIELDS);
    Upload upload =
        new Upload(
            body.word(
                "purpose", Purpose.INPUT, List.of(Purpose.INPUT, Purpose.UPLOAD), Purpose::name),
            body.whole("ttl_days").orElse(Callers.of(http).settings().defaultFileTtlDays()),
            body.text("region").orElse(null));
    body.verify();
    return switch (request.request(Callers.acting(http), upload)) {
      case Requested.Issued issued -> Responses.created(FileJson.upload(issued));
      case Requested.Refused(var errors) -> Responses.refused(http, Refusal.invalid(errors));
    };
  }

  @Post("/confirm")
  HttpResponse<byte[]> confirm(HttpRequest<?> http) {
    Bodies body = Bodies.of(http, Set.of("file_id"));
    String id = body.requiredText("file_id");
    body.verify();
    Optional<FileRef> file = FileRef.parse(id);
    if (file.isEmpty()) {
      return Responses.refused(http, Refusal.fileNotFound());
    }
    return switch (confirm.confirm(Callers.acting(http), file.get())) {
      case Confirmed.Ready(StoredFile ready) -> Responses.ok(FileJson.confirmed(ready));
      case Confirmed.NotFound ignored -> Responses.refused(http, Refusal.fileNotFound());
      case Confirmed.NotUploaded ignored ->
          Responses.refused(
              http, Refusal.conflict("The file is not uploaded yet; PUT its bytes first."));
      case Confirmed.Refused(ConfirmUpload.Refusal reason) ->
          Responses.refused(http, Refusal.invalid("file_id", reason.name(), message(reason)));
    };
  }

  private static String message(ConfirmUpload.Refusal reason) {
    return switch (reason) {
      case EMPTY -> "The file was empty and is deleted.";
      case TOO_LARGE -> "The file was over " + StoredFile.MAX_BYTES + " bytes and is deleted.";
    };
  }
}
