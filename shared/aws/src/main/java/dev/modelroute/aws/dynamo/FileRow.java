package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.file.FileFacts;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Location;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows of the table {@code files}. The organisation is part of every key, so that another one's
 * file is absent by construction.
 *
 * <ul>
 *   <li>{@code <org>#<file>} / {@code FILE}: a file. In {@code by_org} under its organisation while
 *       READY and apart from those while UPLOADING; in {@code due} by the end of its life while not
 *       DELETED.
 *   <li>{@code WALK#<bucket>/<prefix>} / {@code WALK}: how far a walk over objects has come.
 * </ul>
 */
final class FileRow {
  static final String STATUS = "status";

  private static final String FILE = "FILE";
  private static final String WALK = "WALK";
  private static final String ORGANIZATION = "organization";
  private static final String ID = "file";
  private static final String PURPOSE = "purpose";
  private static final String BUCKET = "bucket";
  private static final String STORED_AT = "stored_at";
  private static final String DURATION_MILLIS = "duration_ms";
  private static final String OBJECT_KEY = "object_key";
  private static final String CONTENT_TYPE = "content_type";
  private static final String SIZE_BYTES = "size_bytes";
  private static final String SHA256 = "sha256";
  private static final String WIDTH = "width";
  private static final String HEIGHT = "height";
  private static final String CREATED_AT = "created_at";
  private static final String EXPIRES_AT = "expires_at";

  private FileRow() {}

  static Row.Key key(OrgId organization, FileRef id) {
    return new Row.Key(organization + "#" + id, FILE);
  }

  /** The whole row, with the index attributes its status calls for. */
  static Row toRow(StoredFile file) {
    Row row =
        Row.of(key(file.organization(), file.id()))
            .put(ORGANIZATION, file.organization().value())
            .put(ID, file.id().value())
            .put(PURPOSE, file.purpose().name())
            .put(STATUS, file.status().name())
            .put(BUCKET, file.location().bucket())
            .put(OBJECT_KEY, file.objectKey())
            .put(STORED_AT, file.storedAt())
            .put(CREATED_AT, file.createdAt())
            .put(EXPIRES_AT, file.expiresAt());
    FileFacts facts = file.facts();
    if (facts != null) {
      put(row, facts);
    }
    if (file.status() != Status.DELETED) {
      row.put(Tables.DUE_SHARD, shard(file.id())).put(Tables.DUE_AT, file.endsAt().toEpochMilli());
    }
    switch (file.status()) {
      case READY ->
          row.put(Tables.BY_ORG_PARTITION, file.organization().value())
              .put(Tables.BY_ORG_SORT, listPosition(file));
      case UPLOADING ->
          row.put(Tables.BY_ORG_PARTITION, uploading(file.organization()))
              .put(Tables.BY_ORG_SORT, listPosition(file));
      case DELETED -> {
        // In no list.
      }
    }
    return row;
  }

  private static void put(Row row, FileFacts facts) {
    row.put(CONTENT_TYPE, facts.contentType())
        .put(SIZE_BYTES, facts.sizeBytes())
        .put(SHA256, facts.sha256());
    putNumber(row, WIDTH, facts.width());
    putNumber(row, HEIGHT, facts.height());
    Duration duration = facts.duration();
    if (duration != null) {
      row.put(DURATION_MILLIS, duration.toMillis());
    }
  }

  private static FileFacts facts(Row row) {
    return new FileFacts(
        row.text(CONTENT_TYPE),
        row.number(SIZE_BYTES),
        row.text(SHA256),
        number(row, WIDTH),
        number(row, HEIGHT),
        row.has(DURATION_MILLIS) ? Duration.ofMillis(row.number(DURATION_MILLIS)) : null);
  }

  static StoredFile file(Row row) {
    return new StoredFile(
        new FileRef(row.text(ID)),
        new OrgId(row.text(ORGANIZATION)),
        Purpose.valueOf(row.text(PURPOSE)),
        Status.valueOf(row.text(STATUS)),
        new Location(row.text(BUCKET), row.text(OBJECT_KEY)),
        row.has(CONTENT_TYPE) ? facts(row) : null,
        row.optionalInstant(STORED_AT).orElse(null),
        row.instant(CREATED_AT),
        row.instant(EXPIRES_AT));
  }

  /** The part of {@code by_org} with an organisation's uploads that are not confirmed. */
  static String uploading(OrgId organization) {
    return organization.value() + "#UPLOADING";
  }

  /** Sorts behind every row that was made at this moment or before. */
  static String listPositionAfter(Instant moment) {
    return sortable(moment) + "$";
  }

  /** Sorts by time, then id; the id is read back from it. */
  static String listPosition(StoredFile file) {
    return sortable(file.createdAt()) + "#" + file.id();
  }

  /** Where a page of {@code by_org} starts: the keys of the row before. */
  static Map<String, AttributeValue> startOfList(OrgId organization, String position) {
    FileRef id = new FileRef(position.substring(position.indexOf('#') + 1));
    Row start =
        Row.of(key(organization, id))
            .put(Tables.BY_ORG_PARTITION, organization.value())
            .put(Tables.BY_ORG_SORT, position);
    return start.attributes();
  }

  static Row.Key walkKey(String walk) {
    return new Row.Key("WALK#" + walk, WALK);
  }

  static Row walk(String walk, String key) {
    return Row.of(walkKey(walk)).put(OBJECT_KEY, key);
  }

  static String reached(Row row) {
    return row.text(OBJECT_KEY);
  }

  private static String shard(FileRef id) {
    return Integer.toString(Math.floorMod(id.value().hashCode(), Tables.DUE_SHARDS));
  }

  /** Milliseconds in as many digits as will do until the year 2286. */
  private static String sortable(Instant instant) {
    return "%013d".formatted(instant.toEpochMilli());
  }

  private static void putNumber(Row row, String name, @Nullable Integer value) {
    if (value != null) {
      row.put(name, value);
    }
  }

  private static @Nullable Integer number(Row row, String name) {
    return row.has(name) ? Integer.valueOf((int) row.number(name)) : null;
  }
}
