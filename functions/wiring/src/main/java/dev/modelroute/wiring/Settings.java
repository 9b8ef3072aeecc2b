package dev.modelroute.wiring;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the surroundings tell a function, under the names the stacks and the local runner set. Read
 * once, at start.
 *
 * @param values by environment name
 */
public record Settings(Map<String, String> values) {

  public Settings {
    values = Map.copyOf(values);
  }

  /** A setting that must be there. */
  public String required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalStateException("the setting " + name + " is missing"));
  }

  /** A setting that may be absent; an empty one counts as absent. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  /** A setting that is a list with commas; empty when it is absent. */
  public List<String> items(String name) {
    return optional(name).stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** The physical name of a table, by its logical one: {@code executions}. */
  public String table(String name) {
    return required("MODELROUTE_TABLE_" + upper(name));
  }

  /** The URL of a queue: {@code polls}, {@code webhooks}. */
  public String queue(String name) {
    return required("MODELROUTE_QUEUE_" + upper(name));
  }

  /** The name of a bucket: {@code uploads}, {@code files}. */
  public String bucket(String name) {
    return required("MODELROUTE_BUCKET_" + upper(name));
  }

  public String stateMachineArn() {
    return required("MODELROUTE_STATE_MACHINE_ARN");
  }

  /** Where callers reach the API, without a slash at the end. */
  public String publicUrl() {
    return required("MODELROUTE_PUBLIC_URL");
  }

  /** Where providers reach callbacks; empty where nothing from outside can reach us. */
  public Optional<URI> callbackUrl() {
    return optional("MODELROUTE_CALLBACK_URL").map(URI::create);
  }

  /**
   * The address of an AWS service that is not the default one, by SDK service id: {@code DYNAMODB}.
   */
  public Optional<URI> endpoint(String service) {
    return optional("AWS_ENDPOINT_URL_" + service).map(URI::create);
  }

  private static String upper(String name) {
    return name.toUpperCase(java.util.Locale.ROOT);
  }
}
