package dev.modelroute.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.infra.FileRegions.Buckets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator writes, read. */
final class DeploymentSettingsTest {

  @Test
  void regions_are_off_until_named() {
    FileRegions none = FileRegions.of(name -> Optional.empty());
    assertEquals(new FileRegions(Optional.empty(), Map.of()), none);
    assertEquals(Map.of(), none.environment());
  }

  @Test
  void a_region_is_three_words_and_becomes_three_settings() {
    Map<String, String> context =
        Map.of("homeRegion", "US", "regionEU", "eu-central-1, my-uploads ,my-files");
    FileRegions regions = FileRegions.of(name -> Optional.ofNullable(context.get(name)));
    assertEquals(
        Map.of("EU", new Buckets("eu-central-1", "my-uploads", "my-files")), regions.others());
    assertEquals(
        Map.of(
            "MODELROUTE_HOME_REGION", "US",
            "MODELROUTE_REGION_EU", "eu-central-1",
            "MODELROUTE_BUCKET_UPLOADS_EU", "my-uploads",
            "MODELROUTE_BUCKET_FILES_EU", "my-files"),
        regions.environment());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "regionEU; eu-central-1,uploads",
        "regionEU; eu-central-1,,files",
        "regionEU; eu-central-1,uploads,files,key",
        "homeRegion; MARS",
      })
  void what_names_no_region_is_refused(String name, String text) {
    assertThrows(
        IllegalArgumentException.class,
        () -> FileRegions.of(asked -> Optional.of(text).filter(any -> asked.equals(name))));
  }

  @Test
  void a_region_is_at_home_or_elsewhere() {
    Map<String, String> context = Map.of("homeRegion", "EU", "regionEU", "eu-central-1,u,f");
    assertThrows(
        IllegalArgumentException.class,
        () -> FileRegions.of(name -> Optional.ofNullable(context.get(name))));
  }
}
