package dev.modelroute.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files from upload to delete. */
final class FileTest {
  private final Api api = Platform.shared().tenant().api();

  @Test
  void what_a_file_is_comes_from_its_bytes() throws IOException {
    byte[] picture = ExecutionTest.picture(3, 2, "png");
    Answer upload =
        api.post(
                "/v1/files/upload",
                "{'filename':'a.txt','content_type':'text/plain','size_bytes':1}")
            .with(201);
    String file = upload.text("file_id");
    String confirm = "{'file_id':'" + file + "'}";
    assertEquals("CONFLICT", api.post("/v1/files/confirm", confirm).with(409).code());
    Api.put(upload.text("upload_url"), picture).with(200);
    Answer ready = api.post("/v1/files/confirm", confirm).with(200);
    assertEquals("READY", ready.text("status"));
    assertEquals("image/png", ready.text("content_type"));
    assertEquals(Integer.toString(picture.length), ready.text("size_bytes"));
    assertEquals(ready.json(), api.post("/v1/files/confirm", confirm).with(200).json());

    Answer direct = api.get("/v1/files/" + file + "/download", "Accept", "image/png").with(200);
    assertArrayEquals(picture, direct.body());
    Answer redirect =
        api.get("/v1/files/" + file + "/download", "Accept", "application/json").with(302);
    assertArrayEquals(picture, Api.fetch(redirect.header("Location")).with(200).body());
  }

  @Test
  void a_deleted_file_is_gone() {
    String file = api.upload("to be deleted".getBytes(UTF_8));
    String url = api.get("/v1/files/" + file + "/url").with(200).text("url");
    api.delete("/v1/files/" + file).with(204);
    assertEquals("FILE_NOT_FOUND", api.get("/v1/files/" + file).with(404).code());
    api.get("/v1/files/" + file + "/download").with(404);
    api.delete("/v1/files/" + file).with(404);
    assertNotEquals(200, Api.fetch(url).status());
    assertEquals(List.of(), api.get("/v1/files").data());
  }

  @Test
  void an_upload_address_takes_no_change() {
    Answer upload = api.post("/v1/files/upload", "{}").with(201);
    String url = upload.text("upload_url");
    byte[] bytes = "forged".getBytes(UTF_8);
    String otherSignature = url.replaceFirst("(X-Amz-Signature=)[0-9a-f]{4}", "$10000");
    String otherPath = url.replaceFirst("[0-9a-f]{4}\\?", "0000?");
    String longerLife = url.replaceFirst("(X-Amz-Expires=)\\d+", "$1604000");
    String earlier = url.replaceFirst("(X-Amz-Date=)\\d{4}", "$12020");
    String unsigned = url.replaceFirst("\\?.*", "");
    for (String forged : List.of(otherSignature, otherPath, longerLife, earlier, unsigned)) {
      assertNotEquals(url, forged);
      assertEquals(403, Api.put(forged, bytes).status(), forged);
    }
    api.post("/v1/files/confirm", "{'file_id':'" + upload.text("file_id") + "'}").with(409);
  }

  @Test
  void a_read_address_does_not_write() {
    String file = api.upload("original".getBytes(UTF_8));
    String url = api.get("/v1/files/" + file + "/url").with(200).text("url");
    assertEquals(403, Api.put(url, "changed".getBytes(UTF_8)).status());
    assertEquals("original", Api.fetch(url).with(200).bodyText());
  }

  @Test
  void after_confirm_the_old_address_changes_nothing() {
    Answer upload = api.post("/v1/files/upload", "{}").with(201);
    String file = upload.text("file_id");
    Api.put(upload.text("upload_url"), "first".getBytes(UTF_8)).with(200);
    Answer ready = api.post("/v1/files/confirm", "{'file_id':'" + file + "'}").with(200);
    Api.put(upload.text("upload_url"), "second".getBytes(UTF_8));
    assertEquals(ready.json(), api.post("/v1/files/confirm", "{'file_id':'" + file + "'}").json());
    String url = api.get("/v1/files/" + file + "/url").with(200).text("url");
    assertEquals("first", Api.fetch(url).with(200).bodyText());
  }

  @Test
  void an_empty_file_is_refused_and_deleted() {
    Answer upload = api.post("/v1/files/upload", "{}").with(201);
    Api.put(upload.text("upload_url"), new byte[0]).with(200);
    String confirm = "{'file_id':'" + upload.text("file_id") + "'}";
    Answer refused = api.post("/v1/files/confirm", confirm).with(400);
    assertTrue(refused.detail().startsWith("file_id"), refused::toString);
    assertEquals(List.of(), api.get("/v1/files").data());
  }

  @Test
  void files_of_an_execution_are_listed_too_newest_first() {
    String uploaded = api.upload("older".getBytes(UTF_8));
    String made = Answer.text(api.run("sim-image", "{'prompt':'newer'}"), "result", "file_id");
    assertEquals(
        List.of(made, uploaded),
        api.get("/v1/files").data().stream().map(file -> Answer.text(file, "file_id")).toList());
  }
}
