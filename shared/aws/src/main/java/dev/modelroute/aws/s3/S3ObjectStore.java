package dev.modelroute.aws.s3;

import dev.modelroute.aws.s3.S3Areas.Place;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.provider.ByteSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects on S3. Objects carry no type of their own: what they are served as is signed into each
 * URL, so nothing a client once sent is ever served back as what the client called it.
 */
public final class S3ObjectStore implements ObjectStore {
  private static final String NEUTRAL_TYPE = "application/octet-stream";
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
  private static final int NOT_FOUND = 404;
  private static final int CHANGED = 412;
  private static final int NO_SUCH_RANGE = 416;

  private final S3Client s3;
  private final S3Presigner presigner;
  private final S3Areas areas;

  /**
   * @param s3 with timeouts that let 150 MiB through
   * @param presigner signs with an address clients can reach; its URLs die with the credentials
   *     they were signed with, which must live an hour
   */
  public S3ObjectStore(S3Client s3, S3Presigner presigner, S3Areas areas) {
    this.s3 = s3;
    this.presigner = presigner;
    this.areas = areas;
  }

  @Override
  public String bucket() {
    Place place = areas.of(Area.FILES);
    return place.prefix().isEmpty() ? place.bucket() : place.bucket() + "/" + place.prefix();
  }

  @Override
  public List<Listed> list(String prefix, String after, int limit) {
    Place place = areas.of(Area.FILES);
    return call(() ->
            s3.listObjectsV2(list -> {
              list.bucket(place.bucket()).prefix(place.key(prefix)).maxKeys(limit);
              if (!after.isEmpty()) {
                list.startAfter(place.key(after));
              }
            }))
        .contents()
        .stream()
        .map(object ->
            new Listed(object.key().substring(place.prefix().length()), object.lastModified()))
        .toList();
  }

  @Override
  public URI presignPut(String key, Duration life) {
    Place place = areas.of(Area.UPLOADS);
    // Anything more (type, checksum, encryption) would be one more header for clients to send.
    return URI.create(
        presigner
            .presignPutObject(presign ->
                presign
                    .signatureDuration(atLeastShortest(life))
                    .putObjectRequest(put -> put.bucket(place.bucket()).key(place.key(key))))
            .url()
            .toString());
  }

  @Override
  public URI presignGet(String key, Duration life, String contentType, boolean attachment) {
    Place place = areas.of(Area.FILES);
    return URI.create(
        presigner
            .presignGetObject(presign ->
                presign
                    .signatureDuration(atLeastShortest(life))
                    .getObjectRequest(get ->
                        get.bucket(place.bucket())
                            .key(place.key(key))
                            .responseContentType(contentType)
                            .responseContentDisposition(attachment ? "attachment" : "inline")))
            .url()
            .toString());
  }

  private static Duration atLeastShortest(Duration life) {
    return life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life;
  }

  @Override
  public Optional<ObjectFacts> facts(Area area, String key) {
    Place place = areas.of(area);
    return unlessStatus(
            NOT_FOUND, () -> s3.headObject(head -> head.bucket(place.bucket()).key(place.key(key))))
        .map(S3ObjectStore::factsOf);
  }

  private static ObjectFacts factsOf(HeadObjectResponse head) {
    return new ObjectFacts(head.contentLength(), head.eTag());
  }

  @Override
  public boolean promote(String uploadKey, String eTag, String fileKey) {
    Place from = areas.of(Area.UPLOADS);
    Place to = areas.of(Area.FILES);
    return unlessStatus(
            NOT_FOUND,
            () ->
                unlessStatus(
                    CHANGED,
                    () ->
                        s3.copyObject(copy ->
                            copy.sourceBucket(from.bucket())
                                .sourceKey(from.key(uploadKey))
                                .copySourceIfMatch(eTag)
                                .destinationBucket(to.bucket())
                                .destinationKey(to.key(fileKey))
                                .metadataDirective(MetadataDirective.REPLACE)
                                .contentType(NEUTRAL_TYPE))))
        .flatMap(copied -> copied)
        .isPresent();
  }

  @Override
  public ObjectFacts put(String key, ByteSource content) {
    Place place = areas.of(Area.FILES);
    RequestBody body =
        RequestBody.fromContentProvider(() -> open(content), content.length(), NEUTRAL_TYPE);
    PutObjectResponse stored =
        call(() -> s3.putObject(put -> put.bucket(place.bucket()).key(place.key(key)), body));
    return new ObjectFacts(content.length(), stored.eTag());
  }

  private static InputStream open(ByteSource content) {
    try {
      return content.open();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public InputStream open(String key, @Nullable Long length) throws IOException {
    Place place = areas.of(Area.FILES);
    GetObjectRequest.Builder get =
        GetObjectRequest.builder().bucket(place.bucket()).key(place.key(key));
    if (length != null) {
      get.range("bytes=0-" + Math.max(0, length - 1));
    }
    try {
      return call(() -> s3.getObject(get.build()));
    } catch (S3Exception refused) {
      if (refused.statusCode() == NO_SUCH_RANGE) {
        return InputStream.nullInputStream(); // an empty object has no first byte
      }
      if (refused.statusCode() == NOT_FOUND) {
        throw new FileNotFoundException("no such object");
      }
      throw refused;
    }
  }

  @Override
  public void delete(Area area, String key) {
    Place place = areas.of(area);
    call(() -> s3.deleteObject(delete -> delete.bucket(place.bucket()).key(place.key(key))));
  }

  /** What the call answered; empty when it answered with this status. */
  private static <T> Optional<T> unlessStatus(int status, Supplier<T> request) {
    try {
      return Optional.of(call(request));
    } catch (S3Exception refused) {
      if (refused.statusCode() == status) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** The SDK has tried again already; what it gives up on is the store's state, not our fault. */
  private static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkClientException noAnswer) {
      throw new StoreUnavailableException("S3 did not answer", noAnswer);
    } catch (SdkServiceException failed) {
      if (failed.statusCode() >= 500 || failed.isThrottlingException()) {
        throw new StoreUnavailableException("S3 answered " + failed.statusCode(), failed);
      }
      throw failed;
    }
  }
}
