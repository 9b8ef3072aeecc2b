package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.RemoteFetcher.Fetched;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.OutputFile;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Takes one file of a provider's result into our bucket and gives it a row. */
public final class OutputFiles {
  private static final String TOO_LARGE = "a file over " + StoredFile.MAX_BYTES + " bytes";

  private final FileStore files;
  private final ObjectStore objects;
  private final RemoteFetcher fetcher;
  private final InstantSource time;
  private final FileLife life;
  private final Path spool;

  /**
   * @param spool folder for what is fetched: its length must be known before it can be stored;
   *     nothing stays there
   */
  public OutputFiles(
      Stores stores, RemoteFetcher fetcher, InstantSource time, FileLife life, Path spool) {
    this.files = stores.files();
    this.objects = stores.objects();
    this.fetcher = fetcher;
    this.time = time;
    this.life = life;
    this.spool = spool;
  }

  /** Where rows and bytes of outputs go. */
  public record Stores(FileStore files, ObjectStore objects) {}

  Taken take(Execution execution, OutputKey key, OutputFile file, String member) {
    Optional<StoredFile> earlier = files.find(execution.organization(), key.reference());
    if (earlier.isPresent()) {
      return new Taken.Stored(earlier.get());
    }
    try {
      return switch (file) {
        case OutputFile.Inline(ByteSource content) -> store(execution, key, content, member);
        case OutputFile.Remote(URI address) -> fetch(execution, key, address, member);
        case OutputFile.Staged(String objectKey) -> adopt(execution, key, objectKey, member);
      };
    } catch (IOException broken) {
      throw new StoreUnavailableException("an output file could not be taken over", broken);
    }
  }

  private Taken store(Execution execution, OutputKey key, ByteSource content, String member)
      throws IOException {
    if (content.length() > StoredFile.MAX_BYTES) {
      return new Taken.Unusable(TOO_LARGE);
    }
    FileFacts facts = FileFacts.of(content);
    Optional<String> fault = fault(execution, facts, member);
    if (fault.isPresent()) {
      return new Taken.Unusable(fault.get());
    }
    objects.put(key.objectKey(), content);
    return record(execution, key, key.objectKey(), facts);
  }

  private Taken fetch(Execution execution, OutputKey key, URI address, String member)
      throws IOException {
    Path file = Files.createTempFile(spool, "output", null);
    try {
      Fetched fetched;
      try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(file))) {
        fetched = fetcher.fetch(address, StoredFile.MAX_BYTES, target);
      }
      return switch (fetched) {
        case Fetched.Complete ignored -> store(execution, key, new SpooledBytes(file), member);
        case Fetched.Refused(String reason) -> new Taken.Unusable(reason);
        case Fetched.Unavailable(String reason) ->
            throw new StoreUnavailableException(reason, null);
      };
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Taken adopt(Execution execution, OutputKey key, String objectKey, String member)
      throws IOException {
    FileFacts facts;
    try (InputStream staged = objects.open(objectKey, null)) {
      facts = FileFacts.read(staged);
    } catch (FileNotFoundException gone) {
      // A run that found it unusable died between deleting it and ending the execution. It never
      // comes back: to wait for it would keep the hold open for good.
      return new Taken.Unusable("a staged file is gone");
    }
    Optional<String> fault = fault(execution, facts, member);
    if (fault.isPresent()) {
      objects.delete(Area.FILES, objectKey);
      return new Taken.Unusable(fault.get());
    }
    return record(execution, key, objectKey, facts);
  }

  private static Optional<String> fault(Execution execution, FileFacts facts, String member) {
    if (facts.sizeBytes() == 0) {
      return Optional.of("an empty file");
    }
    if (facts.sizeBytes() > StoredFile.MAX_BYTES) {
      return Optional.of(TOO_LARGE);
    }
    String format = execution.request().input().string("output_format").orElse("");
    boolean usable = OutputKind.of(member).accepts(facts.contentType(), format.equals("pcm"));
    return usable ? Optional.empty() : Optional.of("content is " + facts.contentType());
  }

  private Taken record(Execution execution, OutputKey key, String objectKey, FileFacts facts) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    StoredFile file =
        new StoredFile(
            key.reference(),
            execution.organization(),
            Purpose.OUTPUT,
            Status.READY,
            new StoredFile.Location(objects.bucket(), objectKey),
            facts,
            now,
            now,
            now.plus(life.usual(execution.organization())));
    Acting platform = Acting.system(execution.organization());
    if (files.create(file, FileAction.OUTPUT.by(platform, file.id(), now))) {
      return new Taken.Stored(file);
    }
    Optional<StoredFile> other = files.find(execution.organization(), file.id());
    if (other.isEmpty()) {
      // Deleted by its owner between two runs: the answer stays the same, the bytes go again.
      objects.delete(Area.FILES, objectKey);
    }
    return new Taken.Stored(other.orElse(file));
  }

  /** What became of one file. */
  sealed interface Taken {
    record Stored(StoredFile file) implements Taken {}

    record Unusable(String reason) implements Taken {}
  }

  private record SpooledBytes(Path file, long length) implements ByteSource {
    SpooledBytes(Path file) throws IOException {
      this(file, Files.size(file));
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
