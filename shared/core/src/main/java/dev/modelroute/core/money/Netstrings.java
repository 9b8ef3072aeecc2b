package dev.modelroute.core.money;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * SHA-256 over fields, each as {@code <bytes>:<UTF-8 text>,}: one sequence of fields has one form,
 * and no text can pass for two.
 */
final class Netstrings {
  private final MessageDigest digest;

  Netstrings() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  Netstrings add(String field) {
    byte[] text = field.getBytes(StandardCharsets.UTF_8);
    digest.update(Integer.toString(text.length).getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) ':');
    digest.update(text);
    digest.update((byte) ',');
    return this;
  }

  Netstrings add(long field) {
    return add(Long.toString(field));
  }

  Netstrings add(Balance balance) {
    return add(balance.available().nanos())
        .add(balance.held().nanos())
        .add(balance.spent().nanos());
  }

  /** Lower-case hex; begins anew. */
  String end() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
