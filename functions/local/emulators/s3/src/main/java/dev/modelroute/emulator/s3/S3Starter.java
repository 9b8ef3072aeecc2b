package dev.modelroute.emulator.s3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** Starts S3Proxy on loopback; signatures of requests and of presigned URLs are checked. */
public final class S3Starter {
  private S3Starter() {}

  /**
   * Starts the engine and returns once it accepts connections.
   *
   * @param settings {@code accessKey} and {@code secretKey} (required: every request must be signed
   *     with them), {@code port} (absent or 0: any free port; replaced by the bound one) and {@code
   *     directory} (absent: nothing is kept)
   * @return closing stops the engine and frees the port
   * @throws Exception when the port is taken or the directory can't be used
   */
  public static AutoCloseable start(Map<String, String> settings) throws Exception {
    String accessKey = Objects.requireNonNull(settings.get("accessKey"), "accessKey");
    String secretKey = Objects.requireNonNull(settings.get("secretKey"), "secretKey");
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store(settings.get("directory")))
            .endpoint(URI.create("http://127.0.0.1:" + settings.getOrDefault("port", "0")))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            // The SDK sends headers that the engine has not heard of.
            .ignoreUnknownHeaders(true)
            .build();
    FormPuts.allow(server);
    try {
      server.start();
    } catch (Exception failure) {
      server.stop();
      throw failure;
    }
    settings.put("port", Integer.toString(server.getPort()));
    return server::stop;
  }

  private static BlobStore store(@Nullable String directory) throws Exception {
    if (directory == null) {
      return new TransientNio2BlobStore();
    }
    Files.createDirectories(Path.of(directory));
    return new FilesystemNio2BlobStore(directory);
  }
}
