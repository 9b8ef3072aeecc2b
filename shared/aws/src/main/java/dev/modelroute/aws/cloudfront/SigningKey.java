package dev.modelroute.aws.cloudfront;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A key pair CloudFront knows the public half of.
 *
 * @param id {@code K…}, as CloudFront named it
 * @param secret RSA, 2048 bits
 */
public record SigningKey(String id, PrivateKey secret) {

  /**
   * @param pem PKCS#8, as {@code openssl genpkey} writes it
   * @throws IllegalArgumentException when it is none; the text is not repeated
   */
  public static SigningKey read(String id, String pem) {
    String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      return new SigningKey(
          id, KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw new IllegalArgumentException("the signing key is no RSA key in PKCS#8");
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
