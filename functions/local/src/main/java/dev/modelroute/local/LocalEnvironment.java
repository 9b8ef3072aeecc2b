package dev.modelroute.local;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.wiring.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment the functions find: the names the stacks would set, with local values. */
final class LocalEnvironment {
  private static final int SECRET_BYTES = 32;
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("AWS_REGION", "us-east-1"),
          Map.entry("MODELROUTE_TABLE_EXECUTIONS", "modelroute-executions"),
          Map.entry("MODELROUTE_TABLE_LEDGER", "modelroute-ledger"),
          Map.entry("MODELROUTE_TABLE_FILES", "modelroute-files"),
          Map.entry("MODELROUTE_TABLE_AUDIT", "modelroute-audit"),
          Map.entry("MODELROUTE_TABLE_WEBHOOKS", "modelroute-webhooks"),
          Map.entry("MODELROUTE_TABLE_IDENTITY", "modelroute-identity"),
          Map.entry("MODELROUTE_BUCKET_UPLOADS", "modelroute-uploads"),
          Map.entry("MODELROUTE_BUCKET_FILES", "modelroute-files"),
          // Receivers on this very machine are what a local run is for; metadata stays blocked.
          Map.entry("MODELROUTE_ALLOW_HTTP", "true"),
          Map.entry("MODELROUTE_WEBHOOK_PORTS", "any"),
          Map.entry("MODELROUTE_ALLOWED_CIDRS", "127.0.0.0/8,::1/128"));

  private final Map<String, String> values = new HashMap<>();

  LocalEnvironment(LocalSettings settings) throws IOException {
    values.putAll(settings.environment());
    values.putAll(FIXED);
    values.putAll(secrets(settings.dataDirectory()));
    String publicUrl = settings.environment().get("MODELROUTE_PUBLIC_URL");
    if (publicUrl != null) {
      values.put("MODELROUTE_CALLBACK_URL", publicUrl);
    }
  }

  LocalEnvironment put(String name, String value) {
    values.put(name, value);
    return this;
  }

  String required(String name) {
    return new Settings(values).required(name);
  }

  Map<String, String> values() {
    return Map.copyOf(values);
  }

  /**
   * Pepper, operator's key and cipher key: with a data directory they must outlive the run, or its
   * keys would not.
   */
  private static Map<String, String> secrets(@Nullable Path dataDirectory) throws IOException {
    if (dataDirectory == null) {
      return newSecrets();
    }
    Path file = dataDirectory.resolve("secrets.json");
    if (!Files.exists(file)) {
      Files.createDirectories(dataDirectory);
      JsonObject.Builder json = JsonObject.builder();
      newSecrets().forEach(json::put);
      PrivateFile.write(file, json.build().toText());
    }
    JsonObject stored = StrictJson.trusted(Files.readString(file));
    Map<String, String> secrets = new HashMap<>();
    stored.members().keySet().forEach(name -> secrets.put(name, stored.string(name).orElseThrow()));
    return secrets;
  }

  private static Map<String, String> newSecrets() {
    return Map.of(
        "MODELROUTE_PEPPER", random(),
        "MODELROUTE_ADMIN_KEY", "admin_" + random(),
        "MODELROUTE_CIPHER_KEY", random());
  }

  private static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
