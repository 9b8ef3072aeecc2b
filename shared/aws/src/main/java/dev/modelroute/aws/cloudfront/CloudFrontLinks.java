package dev.modelroute.aws.cloudfront;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.modelroute.core.file.LinkSigner;
import dev.modelroute.core.file.StoredFile.Location;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Signs URLs of a distribution with a canned policy: the whole URL, its query included, until an
 * instant. What the object is served as stands in that query and is passed on to S3, which obeys
 * since the distribution signs its own request; so nobody can have an object served as anything
 * else. Files of buckets the distribution does not know are signed by S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html">Canned
 *     policy</a>
 */
public final class CloudFrontLinks implements LinkSigner {
  private final Distribution distribution;
  private final SigningKey key;
  private final LinkSigner others;
  private final InstantSource time;

  /**
   * @param address {@code https://d111111abcdef8.cloudfront.net}, without a slash at the end
   * @param bucket the one it serves
   */
  public record Distribution(String address, String bucket) {}

  public CloudFrontLinks(
      Distribution distribution, SigningKey key, LinkSigner others, InstantSource time) {
    this.distribution = distribution;
    this.key = key;
    this.others = others;
    this.time = time;
  }

  @Override
  public URI sign(Location location, Duration life, ServedAs servedAs) {
    if (!location.bucket().equals(distribution.bucket())) {
      return others.sign(location, life, servedAs);
    }
    String url =
        "%s/%s?response-content-type=%s&response-content-disposition=%s"
            .formatted(
                distribution.address(),
                location.key(),
                URLEncoder.encode(servedAs.contentType(), UTF_8),
                servedAs.attachment() ? "attachment" : "inline");
    long until = time.instant().plus(life).getEpochSecond();
    return URI.create(
        "%s&Expires=%d&Signature=%s&Key-Pair-Id=%s&Hash-Algorithm=SHA256"
            .formatted(url, until, signature(policy(url, until)), key.id()));
  }

  /** CloudFront rebuilds this text from the URL: not a blank more may be in it. */
  private static String policy(String url, long until) {
    return "{\"Statement\":[{\"Resource\":\"%s\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%d}}}]}"
        .formatted(url, until);
  }

  private String signature(String policy) {
    try {
      Signature rsa = Signature.getInstance("SHA256withRSA");
      rsa.initSign(key.secret());
      rsa.update(policy.getBytes(UTF_8));
      return Base64.getEncoder()
          .encodeToString(rsa.sign())
          .replace('+', '-')
          .replace('=', '_')
          .replace('/', '~');
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a key that was read as RSA signs", impossible);
    }
  }
}
