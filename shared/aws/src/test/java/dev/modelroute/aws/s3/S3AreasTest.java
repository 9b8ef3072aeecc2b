package dev.modelroute.aws.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.aws.s3.S3Areas.Place;
import dev.modelroute.core.file.ObjectStore.Area;
import org.junit.jupiter.api.Test;

class S3AreasTest {

  @Test
  void each_area_has_its_place() {
    S3Areas one = S3Areas.inBucket("b");
    assertEquals("uploads/k", one.of(Area.UPLOADS).key("k"));
    assertEquals("files/k", one.of(Area.FILES).key("k"));
    S3Areas two = S3Areas.ofBuckets("u", "f");
    assertEquals(new Place("u", ""), two.of(Area.UPLOADS));
    assertEquals("k", two.of(Area.FILES).key("k"));
  }

  @Test
  void areas_never_overlap() {
    assertThrows(IllegalArgumentException.class, () -> S3Areas.ofBuckets("b", "b"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new S3Areas(new Place("b", "a/"), new Place("b", "a/c/")));
    assertThrows(IllegalArgumentException.class, () -> new Place("b", "a"));
  }
}
