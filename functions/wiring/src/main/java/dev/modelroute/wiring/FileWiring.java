package dev.modelroute.wiring;

import dev.modelroute.aws.cloudfront.CloudFrontLinks;
import dev.modelroute.aws.cloudfront.SigningKey;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.DeleteFile;
import dev.modelroute.core.file.DownloadFile;
import dev.modelroute.core.file.FileLife;
import dev.modelroute.core.file.FileLinks;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.InputFiles;
import dev.modelroute.core.file.IssueReadUrl;
import dev.modelroute.core.file.LinkSigner;
import dev.modelroute.core.file.ListFiles;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.OutputFiles;
import dev.modelroute.core.file.ReadFile;
import dev.modelroute.core.file.RehostOutputs;
import dev.modelroute.core.file.RemoteFetcher;
import dev.modelroute.core.file.RequestUpload;
import dev.modelroute.core.file.StageOutputs;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.metering.ChargeStorage;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.upkeep.MeterStorage;
import dev.modelroute.core.upkeep.RemoveExpiredFiles;
import dev.modelroute.core.upkeep.SweepOrphans;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The verbs of files, from ports. */
@Factory
final class FileWiring {
  @Singleton
  ObjectStores objectStores(ObjectStore home, Optional<RegionWiring.Regions> regions) {
    return new ObjectStores(home, regions.map(RegionWiring.Regions::stores).orElse(Map.of()));
  }

  /** The edge signs for the home bucket where there is one; S3 does for all others. */
  @Singleton
  FileLinks fileLinks(
      ObjectStores objects, ObjectStore home, Settings settings, InstantSource time) {
    Optional<String> address = settings.optional("MODELROUTE_FILES_URL");
    return new FileLinks(
        address
            .<LinkSigner>map(url ->
                new CloudFrontLinks(
                    new CloudFrontLinks.Distribution(url, home.bucket()),
                    SigningKey.read(
                        settings.required("MODELROUTE_FILES_KEY_ID"),
                        settings.required("MODELROUTE_FILES_KEY")),
                    objects,
                    time))
            .orElse(objects));
  }

  @Singleton
  FileLife fileLife(KeyStore organizations) {
    return organization ->
        Duration.ofDays(
            organizations
                .findOrganization(organization)
                .map(found -> found.settings().defaultFileTtlDays())
                .orElse(FileLife.DEFAULT_DAYS));
  }

  @Singleton
  RemoveExpiredFiles removeExpiredFiles(FileStore files, ObjectStores objects, InstantSource time) {
    return new RemoveExpiredFiles(files, objects, time);
  }

  @Singleton
  SweepOrphans sweepOrphans(
      FileStore files, ExecutionStore executions, ObjectStores objects, InstantSource time) {
    return new SweepOrphans(files, executions, objects, time);
  }

  @Singleton
  MeterStorage meterStorage(StorageMeter meter, Ledger ledger, InstantSource time) {
    return new MeterStorage(meter, new ChargeStorage(meter, ledger, time), time);
  }

  @Singleton
  RequestUpload requestUpload(
      FileStore files, ObjectStores objects, InstantSource time, IdSource ids, FileLife life) {
    return new RequestUpload(files, objects, time, ids, life);
  }

  @Singleton
  ConfirmUpload confirmUpload(
      FileStore files, ObjectStores objects, InstantSource time, IdSource ids) {
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
  IssueReadUrl issueReadUrl(FileStore files, AuditLog audit, FileLinks links, InstantSource time) {
    return new IssueReadUrl(files, audit, links, time);
  }

  @Singleton
  DownloadFile downloadFile(
      FileStore files, AuditLog audit, ObjectStores objects, FileLinks links, InstantSource time) {
    return new DownloadFile(files, audit, objects, links, time);
  }

  @Singleton
  DeleteFile deleteFile(FileStore files, ObjectStores objects, InstantSource time) {
    return new DeleteFile(files, objects, time);
  }

  @Singleton
  InputFiles inputFiles(FileStore files, ObjectStores objects, InstantSource time) {
    return new InputFiles(files, objects, time);
  }

  @Singleton
  StageOutputs stageOutputs(ObjectStore objects) {
    return new StageOutputs(objects);
  }

  @Singleton
  OutputFiles outputFiles(
      FileStore files,
      ObjectStore objects,
      RemoteFetcher fetcher,
      InstantSource time,
      FileLife life) {
    return new OutputFiles(
        new OutputFiles.Stores(files, objects),
        fetcher,
        time,
        life,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  @Singleton
  RehostOutputs rehostOutputs(OutputFiles outputs) {
    return new RehostOutputs(outputs);
  }
}
