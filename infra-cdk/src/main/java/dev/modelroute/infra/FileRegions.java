package dev.modelroute.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where files of callers who ask for a region lie. The operator makes the buckets, in that region
 * and by its rules; only their names come here.
 *
 * @param home which region the deployment's own buckets count as; absent = none
 * @param others by region
 */
record FileRegions(Optional<String> home, Map<String, Buckets> others) {
  private static final List<String> NAMES = List.of("US", "EU", "APAC");
  private static final int PARTS = 3;

  /**
   * Two buckets of one AWS region.
   *
   * @param awsRegion {@code eu-central-1}
   */
  record Buckets(String awsRegion, String uploads, String files) {}

  FileRegions {
    others = new TreeMap<>(others);
    List<String> named = new ArrayList<>(others.keySet());
    home.ifPresent(named::add);
    if (!NAMES.containsAll(named) || named.stream().distinct().count() < named.size()) {
      throw new IllegalArgumentException("regions are US, EU and APAC, each once: " + named);
    }
  }

  /**
   * @param context {@code homeRegion=US}; {@code regionEU=<AWS region>,<uploads>,<files>}
   */
  static FileRegions of(Function<String, Optional<String>> context) {
    Map<String, Buckets> others = new HashMap<>();
    for (String name : NAMES) {
      context.apply("region" + name).ifPresent(text -> others.put(name, buckets(name, text)));
    }
    return new FileRegions(context.apply("homeRegion"), others);
  }

  private static Buckets buckets(String name, String text) {
    List<String> parts = List.of(text.split(",", -1)).stream().map(String::strip).toList();
    if (parts.size() != PARTS || parts.contains("")) {
      throw new IllegalArgumentException(
          "region" + name + " must be <AWS region>,<uploads bucket>,<files bucket>");
    }
    return new Buckets(parts.get(0), parts.get(1), parts.get(2));
  }

  /** As {@code RegionWiring} reads it. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    home.ifPresent(name -> environment.put("MODELROUTE_HOME_REGION", name));
    others.forEach((name, buckets) -> {
      environment.put("MODELROUTE_REGION_" + name, buckets.awsRegion());
      environment.put("MODELROUTE_BUCKET_UPLOADS_" + name, buckets.uploads());
      environment.put("MODELROUTE_BUCKET_FILES_" + name, buckets.files());
    });
    return environment;
  }
}
