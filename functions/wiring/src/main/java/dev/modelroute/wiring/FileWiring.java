package dev.modelroute.wiring;

import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.DeleteFile;
import dev.modelroute.core.file.DownloadFile;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.InputFiles;
import dev.modelroute.core.file.IssueReadUrl;
import dev.modelroute.core.file.ListFiles;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.OutputFiles;
import dev.modelroute.core.file.ReadFile;
import dev.modelroute.core.file.RehostOutputs;
import dev.modelroute.core.file.RemoteFetcher;
import dev.modelroute.core.file.RequestUpload;
import dev.modelroute.core.file.StageOutputs;
import dev.modelroute.core.id.IdSource;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** The verbs of files, from ports. */
@Factory
final class FileWiring {
  /** Only the deployment's own region has a bucket so far. */
  private static final Set<String> REGIONS = Set.of();

  @Singleton
  RequestUpload requestUpload(
      FileStore files, ObjectStore objects, InstantSource time, IdSource ids) {
    return new RequestUpload(files, objects, time, ids, REGIONS);
  }

  @Singleton
  ConfirmUpload confirmUpload(
      FileStore files, ObjectStore objects, InstantSource time, IdSource ids) {
    return new ConfirmUpload(files, objects, time, ids);
  }

  @Singleton
  ReadFile readFile(FileStore files, InstantSource time) {
    return new ReadFile(files, time);
  }

  @Singleton
  ListFiles listFiles(FileStore files, InstantSource time) {
    return new ListFiles(files, time);
  }

  @Singleton
  IssueReadUrl issueReadUrl(
      FileStore files, AuditLog audit, ObjectStore objects, InstantSource time) {
    return new IssueReadUrl(files, audit, objects, time);
  }

  @Singleton
  DownloadFile downloadFile(
      FileStore files, AuditLog audit, ObjectStore objects, InstantSource time) {
    return new DownloadFile(files, audit, objects, time);
  }

  @Singleton
  DeleteFile deleteFile(FileStore files, ObjectStore objects, InstantSource time) {
    return new DeleteFile(files, objects, time);
  }

  @Singleton
  InputFiles inputFiles(FileStore files, ObjectStore objects, InstantSource time) {
    return new InputFiles(files, objects, time);
  }

  @Singleton
  StageOutputs stageOutputs(ObjectStore objects) {
    return new StageOutputs(objects);
  }

  @Singleton
  OutputFiles outputFiles(
      FileStore files, ObjectStore objects, RemoteFetcher fetcher, InstantSource time) {
    return new OutputFiles(
        files, objects, fetcher, time, Path.of(System.getProperty("java.io.tmpdir")));
  }

  @Singleton
  RehostOutputs rehostOutputs(OutputFiles outputs) {
    return new RehostOutputs(outputs);
  }
}
