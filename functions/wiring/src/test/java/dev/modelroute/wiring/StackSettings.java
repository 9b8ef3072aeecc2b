package dev.modelroute.wiring;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The environment that the stacks give to a function, secrets read already. */
@Factory
class StackSettings {

  @Singleton
  Settings settings() {
    Map<String, String> values = new HashMap<>();
    for (String table : List.of("executions", "ledger", "files", "webhooks", "identity", "audit")) {
      values.put("MODELROUTE_TABLE_" + table.toUpperCase(Locale.ROOT), "stack-" + table);
    }
    for (String queue : List.of("POLLS", "WEBHOOKS")) {
      values.put("MODELROUTE_QUEUE_" + queue, "https://sqs.us-east-1.amazonaws.com/0/" + queue);
    }
    values.put("MODELROUTE_BUCKET_UPLOADS", "stack-uploads");
    values.put("MODELROUTE_BUCKET_FILES", "stack-files");
    values.put("MODELROUTE_STATE_MACHINE_ARN", "arn:aws:states:us-east-1:0:stateMachine:stack");
    values.put("MODELROUTE_PUBLIC_URL", "https://api.example.com");
    values.put("MODELROUTE_PEPPER", "a pepper of some length");
    values.put("MODELROUTE_CIPHER_KEY", "a key of some length");
    return new Settings(values);
  }
}
