package dev.modelroute.aws.s3;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.testkit.contract.ObjectStoreContract.Answer;
import dev.modelroute.testkit.embedded.EmbeddedAws;
import dev.modelroute.testkit.embedded.EmbeddedService;
import dev.modelroute.testkit.embedded.SharedEmbeddedAws;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The embedded S3, the SDK's clients for it, and a plain HTTP client as a caller has one. */
final class EmbeddedObjects {
  static final Region REGION = Region.US_EAST_1;

  private static final EmbeddedAws AWS = SharedEmbeddedAws.get(EmbeddedService.S3);
  private static final HttpClient PLAIN = HttpClient.newHttpClient();
  private static final AwsClients CLIENTS =
      new AwsClients(
          REGION.id(), credentials(), new AwsClients.Endpoints(null, null, AWS.s3(), null));
  private static final S3Client CLIENT = CLIENTS.s3();
  private static final S3Presigner PRESIGNER = CLIENTS.s3Presigner();

  private EmbeddedObjects() {}

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(AWS.accessKey(), AWS.secretKey()));
  }

  static URI endpoint() {
    return AWS.s3();
  }

  static S3Client client() {
    return CLIENT;
  }

  static S3ObjectStore store(S3Areas areas) {
    new BucketBootstrap(CLIENT).create(areas);
    return new S3ObjectStore(CLIENT, PRESIGNER, areas);
  }

  static int send(String method, URI url, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return PLAIN.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /** A PUT of so many zero bytes, never all in memory. */
  static int send(URI url, long length) throws IOException, InterruptedException {
    byte[] block = new byte[64 * 1024];
    long[] left = {length};
    java.io.InputStream zeros =
        new java.io.InputStream() {
          @Override
          public int read() {
            return left[0]-- > 0 ? 0 : -1;
          }

          @Override
          public int read(byte[] target, int offset, int count) {
            int given = (int) Math.min(Math.min(count, block.length), left[0]);
            System.arraycopy(block, 0, target, offset, given);
            left[0] -= given;
            return given > 0 ? given : -1;
          }
        };
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> zeros), length))
            .build();
    return PLAIN.send(request, BodyHandlers.discarding()).statusCode();
  }

  static Answer get(URI url, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<byte[]> response = PLAIN.send(request.build(), BodyHandlers.ofByteArray());
    String disposition = response.headers().firstValue("content-disposition").orElse("");
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("content-type").orElse(""),
        disposition.startsWith("attachment"),
        response.body());
  }
}
