package dev.modelroute.wiring;

import dev.modelroute.core.webhook.SecretCipher;
import io.micronaut.context.BeanProvider;

/**
 * A cipher whose key is asked for when a secret is first met: functions that meet none may not read
 * the key.
 */
record LateCipher(BeanProvider<SecretCipher> cipher) implements SecretCipher {
  @Override
  public String seal(String secret, String context) {
    return cipher.get().seal(secret, context);
  }

  @Override
  public String open(String sealed, String context) {
    return cipher.get().open(sealed, context);
  }
}
