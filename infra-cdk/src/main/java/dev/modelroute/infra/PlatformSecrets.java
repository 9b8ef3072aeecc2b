package dev.modelroute.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * Secrets nobody has to type: made at the first deployment, 64 lower-case hex digits (256 bits)
 * each. Losing one loses what it guards, so they stay when the stack goes.
 */
final class PlatformSecrets extends Construct {
  static final String PEPPER = "secret/pepper-arn";
  static final String ADMIN_KEY = "secret/admin-key-arn";
  static final String CIPHER_KEY = "secret/cipher-key-arn";

  private static final int HEX_DIGITS = 64;
  private static final String LETTERS_THAT_ARE_NO_HEX_DIGIT = "ghijklmnopqrstuvwxyz";

  private final IKey key;
  private final Published published;

  PlatformSecrets(Construct scope, IKey key, Published published) {
    super(scope, "Secrets");
    this.key = key;
    this.published = published;
    generate("Pepper", PEPPER, "keyed digest of API keys");
    generate("AdminKey", ADMIN_KEY, "credential of the operator's routes");
    generate("CipherKey", CIPHER_KEY, "encryption of webhook secrets");
  }

  private void generate(String id, String parameter, String use) {
    Secret secret =
        Secret.Builder.create(this, id)
            .description("ModelRoute: " + use)
            .encryptionKey(key)
            .generateSecretString(
                SecretStringGenerator.builder()
                    .passwordLength(HEX_DIGITS)
                    .excludePunctuation(true)
                    .excludeUppercase(true)
                    .excludeCharacters(LETTERS_THAT_ARE_NO_HEX_DIGIT)
                    .includeSpace(false)
                    .build())
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    PinnedId.of(secret, id + "Secret");
    published.tell(this, parameter, secret.getSecretArn());
  }
}
