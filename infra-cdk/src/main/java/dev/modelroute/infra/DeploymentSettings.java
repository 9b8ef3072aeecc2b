package dev.modelroute.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.constructs.Node;

/**
 * What a deployment may choose, each by CDK context ({@code -c name=value} or {@code cdk.json}).
 *
 * @param parameterPrefix {@code parameterPrefix}: where the stacks tell each other names in SSM
 * @param publicUrl {@code publicUrl}: what callers see; absent = the stage's own address
 * @param providerSecretArn {@code providerSecretArn}: a JSON secret of provider keys by environment
 *     name; absent = only providers without keys
 * @param alarmTopicArn {@code alarmTopicArn}: an SNS topic told by every alarm; absent = none
 * @param browserOrigins {@code browserOrigins}: who may PUT and GET files from a web page
 * @param snapStart {@code snapStart=true}: snapshots for the API function
 * @param apiGatewayLogRole {@code apiGatewayLogRole=true}: also make the role by which API Gateway
 *     writes logs, which is one per account and region
 * @param edge {@code edge=true}: CloudFront before the API
 * @param filesKey {@code filesPublicKey}, a file with the public half in PEM, and {@code
 *     filesKeySecretArn}, a secret with the private half in PKCS#8: CloudFront before the files;
 *     absent = S3 serves them
 * @param regions as {@link FileRegions#of} reads them
 * @param codeRoot the folder that holds {@code functions/…/target/…-lambda.jar}
 */
record DeploymentSettings(
    String parameterPrefix,
    Optional<String> publicUrl,
    Optional<String> providerSecretArn,
    Optional<String> alarmTopicArn,
    List<String> browserOrigins,
    boolean snapStart,
    boolean apiGatewayLogRole,
    boolean edge,
    Optional<FilesKey> filesKey,
    FileRegions regions,
    Path codeRoot) {

  /**
   * The pair that URLs of files are signed with.
   *
   * @param publicPem {@code -----BEGIN PUBLIC KEY-----…}
   * @param secretArn where the private half is
   */
  record FilesKey(String publicPem, String secretArn) {}

  DeploymentSettings {
    browserOrigins = List.copyOf(browserOrigins);
  }

  static DeploymentSettings of(Node node) {
    return new DeploymentSettings(
        text(node, "parameterPrefix").orElse("/modelroute"),
        text(node, "publicUrl"),
        text(node, "providerSecretArn"),
        text(node, "alarmTopicArn"),
        List.of(text(node, "browserOrigins").orElse("*").split(",", -1)),
        flag(node, "snapStart"),
        flag(node, "apiGatewayLogRole"),
        flag(node, "edge"),
        filesKey(node),
        FileRegions.of(name -> text(node, name)),
        Path.of(text(node, "codeRoot").orElse("..")));
  }

  private static Optional<FilesKey> filesKey(Node node) {
    Optional<String> file = text(node, "filesPublicKey");
    Optional<String> secret = text(node, "filesKeySecretArn");
    if (file.isPresent() != secret.isPresent()) {
      throw new IllegalArgumentException("filesPublicKey and filesKeySecretArn go together");
    }
    return file.map(path -> new FilesKey(read(Path.of(path)), secret.orElseThrow()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Optional<String> text(Node node, String name) {
    return Optional.ofNullable(node.tryGetContext(name))
        .map(String::valueOf)
        .filter(value -> !value.isBlank());
  }

  private static boolean flag(Node node, String name) {
    return text(node, name).map(Boolean::parseBoolean).orElse(false);
  }
}
