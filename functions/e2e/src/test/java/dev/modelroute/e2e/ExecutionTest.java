package dev.modelroute.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Executions from submit to result, on every way a route can work. */
final class ExecutionTest {
  private final Platform platform = Platform.shared();
  private final Platform.Tenant tenant = platform.tenant();
  private final Api api = tenant.api();

  @ParameterizedTest
  @CsvSource({
    "sim-text, text/plain, 1",
    "sim-image, image/png, 1",
    "sim-image-poll, image/png, 1",
    "sim-image-callback, image/png, 1",
    "sim-video, video/mp4, 1",
    "sim-speech, audio/wav, 1",
    "sim-failover, image/png, 2",
  })
  void a_submitted_execution_completes(String model, String contentType, int attempts) {
    Answer created = api.submit(model, "{'prompt':'a lighthouse','cost':'0.02'}").with(202);
    assertEquals("PENDING", created.text("status"));
    assertEquals("0.024", created.text("hold_amount"));
    String id = created.text("id");
    assertTrue(created.header("Location").endsWith("/v1/executions/" + id), created::toString);

    JsonObject execution = api.ended(id);
    assertEquals("COMPLETED", Answer.text(execution, "status"), execution::toText);
    assertEquals("0.020", Answer.text(execution, "cost"));
    if (contentType.equals("text/plain")) {
      assertTrue(Answer.text(execution, "output", "text").contains("a lighthouse"));
    } else {
      assertEquals(contentType, Answer.text(execution, "result", "content_type"));
      String file = Answer.text(execution, "result", "file_id");
      assertEquals(contentType, api.get("/v1/files/" + file).with(200).text("content_type"), file);
    }
    Answer result = api.get("/v1/executions/" + id + "/result").with(200);
    assertEquals(execution.object("output"), result.json().object("output"));

    Answer trace = platform.operator().get("/v1/admin/executions/" + id + "/trace").with(200);
    assertEquals(attempts, Answer.objects(trace.json(), "attempts").size(), trace::toString);
  }

  @Test
  void failing_over_goes_unseen_by_the_caller() {
    String id = api.accepted("sim-failover", "{'prompt':'a harbour'}");
    assertEquals("COMPLETED", Answer.text(api.ended(id), "status"));
    List<JsonObject> attempts =
        Answer.objects(
            platform.operator().get("/v1/admin/executions/" + id + "/trace").json(), "attempts");
    assertEquals("failover-first", Answer.text(attempts.getFirst(), "provider_model"));
    assertEquals("MODEL_OVERLOADED", Answer.text(attempts.getFirst(), "outcome", "code"));
    assertEquals("failover-second", Answer.text(attempts.getLast(), "provider_model"));
    assertEquals("SUCCEEDED", Answer.text(attempts.getLast(), "outcome", "result"));
  }

  @ParameterizedTest
  @CsvSource({"duplicate", "lost"})
  void an_unreliable_callback_ends_in_one_charge(String callback) {
    Api patient = Platform.fast().tenant().api();
    JsonObject execution =
        patient.run("sim-image-callback", "{'prompt':'a pier','callback':'" + callback + "'}");
    assertEquals("COMPLETED", Answer.text(execution, "status"), execution::toText);
    assertEquals("0.040", patient.get("/v1/balance").text("spent"));
    assertEquals("0.000", patient.get("/v1/balance").text("held"));
  }

  @Test
  void an_uploaded_picture_comes_back_twice_as_large() throws IOException {
    String file = api.upload(picture(7, 5, "png"));
    JsonObject execution = api.run("image-upscale-2x", "{'image':'" + file + "'}");
    assertEquals("COMPLETED", Answer.text(execution, "status"), execution::toText);
    assertEquals("0.010", Answer.text(execution, "cost"));

    String result = Answer.text(execution, "result", "file_id");
    Answer bytes = api.get("/v1/files/" + result + "/download", "Accept", "image/*").with(200);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes.body()));
    assertEquals(14, image.getWidth());
    assertEquals(10, image.getHeight());
    String url = api.get("/v1/files/" + result + "/url").with(200).text("url");
    assertArrayEquals(bytes.body(), Api.fetch(url).with(200).body());
  }

  @Test
  void an_uploaded_picture_is_converted() throws IOException {
    String file = api.upload(picture(6, 4, "png"));
    JsonObject execution =
        api.run("image-convert", "{'image':'" + file + "','output_format':'jpeg'}");
    assertEquals("image/jpeg", Answer.text(execution, "result", "content_type"));
    assertEquals("0.002", Answer.text(execution, "cost"));
  }

  @Test
  void a_file_that_is_no_picture_is_refused_and_costs_nothing() {
    String file = api.upload("no picture at all, only words".getBytes(UTF_8));
    Answer refused = api.submit("image-upscale-2x", "{'image':'" + file + "'}").with(400);
    assertEquals("FILE_FORMAT_UNSUPPORTED", refused.code());
    assertEquals("10.000", api.get("/v1/balance").text("available"));
  }

  @Test
  void a_running_execution_is_shown_and_waited_for() {
    String id = api.accepted("sim-image", "{'prompt':'slow','delay_ms':1500}");
    api.get("/v1/executions/" + id + "/result").with(202);
    JsonObject early = api.get("/v1/executions/" + id + "?wait=1").with(200).json();
    assertTrue(early.string("completed_at").isEmpty(), early::toText);
    assertEquals("COMPLETED", Answer.text(api.ended(id), "status"));
    api.get("/v1/executions/" + id + "/result").with(200);
  }

  @ParameterizedTest
  @CsvSource({"sim-image", "sim-image-poll", "sim-image-callback"})
  void a_cancelled_execution_stays_cancelled_and_gives_its_hold_back(String model) {
    String id = api.accepted(model, "{'prompt':'never','delay_ms':4000}");
    Answer cancelled = api.post("/v1/executions/" + id + "/cancel", "{}").with(200);
    assertEquals("CANCELLED", cancelled.text("status"));
    assertEquals("0.000", cancelled.text("cost"));
    assertEquals("CONFLICT", api.post("/v1/executions/" + id + "/cancel", "{}").with(409).code());
    api.get("/v1/executions/" + id + "/result").with(409);
    assertEquals("10.000", api.get("/v1/balance").text("available"));
    assertEquals("CANCELLED", Answer.text(api.ended(id), "status"));
  }

  @ParameterizedTest
  @CsvSource({"sim-image", "sim-image-poll", "sim-image-callback"})
  void an_execution_past_its_deadline_expires_and_gives_its_hold_back(String model) {
    JsonObject execution =
        api.run(model, "{'prompt':'too slow','delay_ms':60000}", "'timeout_seconds':3");
    assertEquals("EXPIRED", Answer.text(execution, "status"), execution::toText);
    assertEquals("GENERATION_TIMEOUT", Answer.text(execution, "error", "code"));
    assertEquals("0.000", Answer.text(execution, "cost"));
    assertEquals("10.000", api.get("/v1/balance").text("available"));
    Instant deadline = Instant.parse(Answer.text(execution, "expires_at"));
    Instant ended = Instant.parse(Answer.text(execution, "completed_at"));
    assertTrue(!ended.isBefore(deadline.minusSeconds(2)), execution::toText);
    assertTrue(ended.isBefore(deadline.plusSeconds(5)), execution::toText);
    String result = "/v1/executions/" + Answer.text(execution, "id") + "/result";
    assertEquals("GENERATION_TIMEOUT", api.get(result).with(504).code());
  }

  static byte[] picture(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, x % height, 0xFF8000 + x);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }
}
