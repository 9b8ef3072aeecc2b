package dev.modelroute.api;

import dev.modelroute.core.file.DeleteFile;
import dev.modelroute.core.file.FileJson;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.ListFiles;
import dev.modelroute.core.file.ReadFile;
import dev.modelroute.core.identity.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.util.Optional;

/** Shows, lists and removes files. */
@Controller("/v1/files")
@Access(Access.Level.EXECUTION)
final class FileController {
  private static final String LIST = "files";

  private final ReadFile read;
  private final ListFiles list;
  private final DeleteFile delete;
  private final Paging paging;

  FileController(ReadFile read, ListFiles list, DeleteFile delete, Paging paging) {
    this.read = read;
    this.list = list;
    this.delete = delete;
    this.paging = paging;
  }

  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Query query = Query.of(request, Paging.PARAMETERS);
    Caller caller = Callers.of(request);
    var page = list.list(Callers.acting(request), paging.read(query, caller, LIST));
    return Responses.ok(paging.write(page, caller, LIST, FileJson::metadata));
  }

  @Get("/{id}")
  HttpResponse<byte[]> get(HttpRequest<?> request, @PathVariable String id) {
    return FileRef.parse(id)
        .flatMap(file -> read.read(Callers.acting(request), file))
        .map(file -> Responses.ok(FileJson.metadata(file)))
        .orElseGet(() -> Responses.refused(request, Refusal.fileNotFound()));
  }

  @Delete("/{id}")
  HttpResponse<byte[]> delete(HttpRequest<?> request, @PathVariable String id) {
    Optional<FileRef> file = FileRef.parse(id);
    if (file.isEmpty()) {
      return Responses.refused(request, Refusal.fileNotFound());
    }
    return switch (delete.delete(Callers.acting(request), file.get())) {
      case DELETED -> Responses.noContent();
      case NOT_FOUND -> Responses.refused(request, Refusal.fileNotFound());
    };
  }
}
