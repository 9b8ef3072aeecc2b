package dev.modelroute.wiring;

import dev.modelroute.core.webhook.AesGcmCipher;
import dev.modelroute.core.webhook.SecretCipher;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/** What must not be seen, made from settings that {@link SecretValues} filled in. */
@Factory
final class SecretWiring {

  /** Any text serves as the key: it is digested to the length that the cipher takes. */
  @Singleton
  SecretCipher cipher(Settings settings, RandomGenerator random) throws NoSuchAlgorithmException {
    byte[] text = settings.required("MODELROUTE_CIPHER_KEY").getBytes(StandardCharsets.UTF_8);
    return new AesGcmCipher(MessageDigest.getInstance("SHA-256").digest(text), random);
  }
}
