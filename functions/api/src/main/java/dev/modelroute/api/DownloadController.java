package dev.modelroute.api;

import dev.modelroute.core.file.DownloadFile;
import dev.modelroute.core.file.DownloadFile.Downloaded;
import dev.modelroute.core.file.FileJson;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.IssueReadUrl;
import dev.modelroute.core.file.ReadUrl;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.provider.ByteSource;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Hands out the bytes of files: by URL, or directly where they are few. */
@Controller("/v1/files")
@Access(Access.Level.EXECUTION)
final class DownloadController {
  private final IssueReadUrl issue;
  private final DownloadFile download;

  DownloadController(IssueReadUrl issue, DownloadFile download) {
    this.issue = issue;
    this.download = download;
  }

  @Get("/{id}/url")
  HttpResponse<byte[]> url(HttpRequest<?> request, @PathVariable String id) {
    return FileRef.parse(id)
        .flatMap(file -> issue.issue(Callers.acting(request), file))
        .map(issued -> Responses.ok(FileJson.readUrl(issued)))
        .orElseGet(() -> Responses.refused(request, Refusal.fileNotFound()));
  }

  @Get("/{id}/download")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> download(HttpRequest<?> request, @PathVariable String id) {
    Optional<FileRef> file = FileRef.parse(id);
    if (file.isEmpty()) {
      return Responses.refused(request, Refusal.fileNotFound());
    }
    return switch (download.download(Callers.acting(request), file.get(), wantsBytes(request))) {
      case Downloaded.Redirect(ReadUrl target) ->
          HttpResponse.<byte[]>status(HttpStatus.FOUND).header("Location", target.url().toString());
      case Downloaded.Bytes(StoredFile stored, ByteSource content, boolean attachment) ->
          bytes(stored, content, attachment);
      case Downloaded.NotFound ignored -> Responses.refused(request, Refusal.fileNotFound());
    };
  }

  /** A client that names what it accepts, and not JSON, wants the file itself. */
  private static boolean wantsBytes(HttpRequest<?> request) {
    Optional<String> accept = request.getHeaders().findFirst("Accept");
    return accept.filter(types -> !types.toLowerCase(Locale.ROOT).contains("json")).isPresent();
  }

  private static MutableHttpResponse<byte[]> bytes(
      StoredFile stored, ByteSource content, boolean attachment) {
    try (InputStream stream = content.open()) {
      return HttpResponse.ok(stream.readAllBytes())
          .contentType(contentType(stored))
          .header("Content-Disposition", attachment ? "attachment" : "inline")
          .header("Content-Security-Policy", "sandbox");
    } catch (IOException broken) {
      throw new StoreUnavailableException("a stored file could not be read", broken);
    }
  }

  /**
   * A stored JSON text names its charset, so that {@link BinaryTypes} tells it from our answers.
   */
  private static MediaType contentType(StoredFile stored) {
    MediaType type = MediaType.of(stored.knownContentType());
    return type.equals(MediaType.APPLICATION_JSON_TYPE)
        ? new MediaType(MediaType.APPLICATION_JSON, Map.of("charset", "utf-8"))
        : type;
  }
}
