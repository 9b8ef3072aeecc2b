package dev.modelroute.core.file;

import dev.modelroute.core.catalog.FileMode;
import dev.modelroute.core.catalog.InputMeasure;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.InputFile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files an execution's input refers to: checked before the hold, loaded for each attempt. */
public final class InputFiles {
  /** Most different files of one input; each is one read. */
  public static final int MAX_FILES = 64;

  private static final String MALFORMED = "FILE_REFERENCE";
  private static final String TOO_MANY = "TOO_MANY_FILES";

  private final FileStore files;
  private final ObjectStores objects;
  private final FileLinks links;
  private final InstantSource time;

  public InputFiles(FileStore files, ObjectStores objects, InstantSource time) {
    this.files = files;
    this.objects = objects;
    // Providers fetch from the store itself: links for callers may lead through an edge.
    this.links = new FileLinks(objects);
    this.time = time;
  }

  /**
   * Looks every referred file up.
   *
   * @param organization who submits; files of others are not found
   */
  public Checked check(OrgId organization, Model model, JsonObject input) {
    Lookup lookup = new Lookup(organization, time.instant());
    List<FieldError> errors =
        model.fileFields().stream()
            .flatMap(field -> FileFieldPaths.find(field, input).stream())
            .map(place -> errorAt(place, lookup))
            .flatMap(Optional::stream)
            .toList();
    return new Checked(errors, lookup.found);
  }

  private static Optional<FieldError> errorAt(FileFieldPaths.Found place, Lookup lookup) {
    Optional<FileRef> ref = FileRef.parse(place.text());
    if (ref.isEmpty()) {
      return error(place, MALFORMED, "Must be the id of an uploaded file (file_…).");
    }
    if (!lookup.take(ref.get())) {
      return error(place, TOO_MANY, "An input may refer to " + MAX_FILES + " files at most.");
    }
    StoredFile file = lookup.found.get(ref.get());
    if (file == null) {
      return error(place, ErrorCode.FILE_NOT_FOUND.name(), "No such file, or it has expired.");
    }
    List<String> accepted = place.field().contentTypes();
    if (!accepted.isEmpty() && !accepted.contains(file.knownContentType())) {
      String message =
          "Is " + file.knownContentType() + "; accepted: " + String.join(", ", accepted);
      return error(place, ErrorCode.FILE_FORMAT_UNSUPPORTED.name(), message + ".");
    }
    return Optional.empty();
  }

  private static Optional<FieldError> error(
      FileFieldPaths.Found place, String code, String message) {
    return Optional.of(new FieldError(place.path(), code, message));
  }

  /**
   * Puts checked files at an attempt's hand. Nothing is read yet.
   *
   * @param mode whether the route takes links; they are fresh, and of our own copy
   * @param linkLife how long a link works: to the attempt's deadline and a little more
   */
  public Map<FileRef, InputFile> load(
      Map<FileRef, StoredFile> checked, FileMode mode, Duration linkLife) {
    Instant now = time.instant();
    Map<FileRef, InputFile> loaded = new HashMap<>();
    checked.forEach((id, file) -> loaded.put(id, inputFile(file, mode, linkLife, now)));
    return Map.copyOf(loaded);
  }

  /**
   * How long the audio of an input may be: rows of files do not say, so it is bounded from the
   * bytes. What is charged in the end is measured.
   */
  public static InputMeasure measure(Map<FileRef, StoredFile> checked) {
    return new InputMeasure(
        checked.values().stream()
            .filter(file -> file.knownContentType().matches("(audio|video)/.*"))
            .mapToLong(file -> Math.ceilDiv(file.sizeBytes(), bytesPerSecond(file)))
            .sum());
  }

  /**
   * The fewest bytes that a second of speech takes in practice: 8 kHz samples, 32 kbit/s; more with
   * pictures.
   */
  private static long bytesPerSecond(StoredFile file) {
    return switch (file.knownContentType()) {
      case ContentTypes.WAV, ContentTypes.MP4, ContentTypes.WEBM -> 16_000;
      case ContentTypes.FLAC -> 8_000;
      default -> 4_000;
    };
  }

  private InputFile inputFile(StoredFile file, FileMode mode, Duration linkLife, Instant now) {
    URI link =
        switch (mode) {
          case INLINE -> null;
          case LINK -> links.issue(file, linkLife, now).url();
        };
    return new InputFile(file.knownContentType(), new StoredBytes(objects, file), link);
  }

  /**
   * What the check found.
   *
   * @param errors in the order of the model's fields; codes FILE_NOT_FOUND,
   *     FILE_FORMAT_UNSUPPORTED, FILE_REFERENCE (no id at all), TOO_MANY_FILES
   * @param files every file that is there
   */
  public record Checked(List<FieldError> errors, Map<FileRef, StoredFile> files) {
    public Checked {
      errors = List.copyOf(errors);
      files = Map.copyOf(files);
    }

    /** The code the whole input is refused with; empty when nothing is wrong. */
    public Optional<ErrorCode> refusal() {
      if (errors.isEmpty()) {
        return Optional.empty();
      }
      if (has(MALFORMED) || has(TOO_MANY)) {
        return Optional.of(ErrorCode.INPUT_VALIDATION_ERROR);
      }
      boolean missing = has(ErrorCode.FILE_NOT_FOUND.name());
      return Optional.of(missing ? ErrorCode.FILE_NOT_FOUND : ErrorCode.FILE_FORMAT_UNSUPPORTED);
    }

    private boolean has(String code) {
      return errors.stream().anyMatch(error -> error.code().equals(code));
    }
  }

  /** Reads each file once. */
  private final class Lookup {
    private final OrgId organization;
    private final Instant now;
    private final Set<FileRef> taken = new HashSet<>();
    private final Map<FileRef, StoredFile> found = new HashMap<>();

    Lookup(OrgId organization, Instant now) {
      this.organization = organization;
      this.now = now;
    }

    /** False when it is one more than an input may have; nothing is read then. */
    boolean take(FileRef id) {
      if (taken.contains(id)) {
        return true;
      }
      if (taken.size() == MAX_FILES) {
        return false;
      }
      taken.add(id);
      files
          .find(organization, id)
          .filter(file -> file.isReadable(now))
          .ifPresent(file -> found.put(id, file));
      return true;
    }
  }
}
