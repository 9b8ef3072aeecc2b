package dev.modelroute.provider.builtin;

import static dev.modelroute.provider.builtin.LanczosScalingTest.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.ContractCase;
import dev.modelroute.provider.ModelsFile;
import dev.modelroute.provider.ProviderContract;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinAdapterTest extends ProviderContract {
  private static final FileRef FILE = new FileRef("file_01900000-0000-7000-8000-000000000001");
  private static final String UPSCALE = "image-upscale-2x";
  private static final String CONVERT = "image-convert";

  private final BuiltinAdapter adapter = new BuiltinAdapter(new PixelLimits(10_000, 40_000, 1));

  @Override
  protected ProviderAdapter adapter() {
    return adapter;
  }

  @Override
  protected List<ContractCase> cases() {
    byte[] photo = TestImages.png(TestImages.photo(31, 17));
    List<ContractCase> cases = new ArrayList<>();
    cases.add(each(UPSCALE, input(), photo));
    cases.add(each(UPSCALE, input().with("output_format", Json.of("jpeg")), photo));
    for (ImageFormat format : ImageFormat.values()) {
      JsonObject fields = input().with("output_format", Json.of(format.text()));
      cases.add(each(CONVERT, fields, photo));
      cases.add(each(CONVERT, fields.with("quality", Json.of(1)), photo));
    }
    return cases;
  }

  @Test
  void upscaling_doubles_both_sides_and_says_so() throws IOException {
    PixelGrid source = TestImages.grid(30, 20, (x, y) -> x < 15 ? 0xFF204060 : 0xFFC0A080);
    ProviderOutput output = run(each(UPSCALE, input(), TestImages.png(source)), 1);
    assertEquals(
        "{\"images\":[{\"file_id\":\"output:0\",\"width\":60,\"height\":40,"
            + "\"content_type\":\"image/png\"}]}",
        output.canonical().toText());
    assertEquals(1, output.usage().of(Dimension.OUTPUT_IMAGE));
    assertNull(output.providerCost());
    BufferedImage image = image(output);
    assertEquals(60, image.getWidth());
    assertEquals(40, image.getHeight());
    assertNear(0xFF204060, image.getRGB(5, 20), 1);
    assertNear(0xFFC0A080, image.getRGB(55, 20), 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void converting_writes_the_format_it_was_asked_for(String format) throws IOException {
    byte[] tall = TestImages.png(TestImages.grid(8, 16, (x, y) -> 0xFF204060));
    ProviderOutput output =
        run(each(CONVERT, input().with("output_format", Json.of(format)), tall), 1);
    byte[] head = bytes(output);
    String expected =
        switch (format) {
          case "png" -> "89504e47";
          case "jpeg" -> "ffd8ffe0";
          case "gif" -> "47494638";
          default -> "424d";
        };
    assertEquals(expected, HexFormat.of().formatHex(head, 0, expected.length() / 2));
    assertNear(0xFF204060, image(output).getRGB(4, 8), 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "bmp"})
  void transparent_parts_become_white_where_there_is_no_alpha(String format) throws IOException {
    byte[] clear = TestImages.png(TestImages.grid(16, 16, (x, y) -> 0x00123456));
    ProviderOutput output =
        run(each(CONVERT, input().with("output_format", Json.of(format)), clear), 1);
    assertNear(0xFFFFFFFF, image(output).getRGB(8, 8), 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void transparent_parts_stay_transparent_where_there_is_alpha(String format) throws IOException {
    byte[] clear =
        TestImages.png(TestImages.grid(16, 16, (x, y) -> x < 8 ? 0x00000000 : 0xFF336699));
    ProviderOutput output =
        run(each(CONVERT, input().with("output_format", Json.of(format)), clear), 1);
    assertEquals(0, image(output).getRGB(2, 8) >>> 24);
    assertNear(0xFF336699, image(output).getRGB(12, 8), 2);
  }

  @Test
  void quality_decides_the_size_of_a_jpeg() throws IOException {
    byte[] photo = TestImages.png(TestImages.photo(90, 90));
    JsonObject fields = input().with("output_format", Json.of("jpeg"));
    int poor = bytes(run(each(CONVERT, fields.with("quality", Json.of(10)), photo), 1)).length;
    int plain = bytes(run(each(CONVERT, fields, photo), 1)).length;
    int good = bytes(run(each(CONVERT, fields.with("quality", Json.of(100)), photo), 1)).length;
    assertEquals(true, poor < plain && plain < good, poor + ", " + plain + ", " + good);
  }

  @Test
  void inputs_that_cannot_be_worked_on_stop_with_their_code() {
    byte[] photo = TestImages.png(TestImages.photo(10, 10));
    assertStops(ErrorCode.FILE_FORMAT_UNSUPPORTED, each(UPSCALE, input(), new byte[] {1, 2, 3}));
    assertStops(
        ErrorCode.FILE_FORMAT_UNSUPPORTED,
        each(UPSCALE, input(), TestImages.png(TestImages.photo(101, 100))));
    assertStops(ErrorCode.FILE_NOT_FOUND, each(UPSCALE, JsonObject.EMPTY, photo));
    assertStops(ErrorCode.INPUT_VALIDATION_ERROR, each(CONVERT, input(), photo));
    assertStops(
        ErrorCode.INPUT_VALIDATION_ERROR,
        each(CONVERT, input().with("output_format", Json.of("webp")), photo));
  }

  @Test
  void results_above_the_output_cap_are_not_even_started() {
    BuiltinAdapter narrow = new BuiltinAdapter(new PixelLimits(10_000, 399, 1));
    ContractCase each = each(UPSCALE, input(), TestImages.png(TestImages.photo(10, 10)));
    ProviderResult result = narrow.submit(translate(each, inputOf(each), 1));
    assertEquals(
        ErrorCode.FILE_FORMAT_UNSUPPORTED,
        assertInstanceOf(ProviderResult.Failed.class, result).failure().code());
  }

  @Test
  void a_call_that_finds_no_place_in_time_says_so_and_the_place_is_given_back() throws Exception {
    ContractCase each = each(UPSCALE, input(), TestImages.png(TestImages.photo(10, 10)));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    var holding =
        new ContractCase(
            each.model(),
            each.route(),
            each.fields(),
            Map.of(FILE, new InputFile("image/png", held(reading, goOn), null)));
    var request = translate(each, inputOf(each), 1);
    var noTime = new AttemptContext("exe_1:1", Duration.ZERO, null);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> adapter.submit(translate(holding, inputOf(holding), 1)));
      reading.await();
      ProviderResult second =
          adapter.submit(adapter.translate(each.route(), inputOf(each), noTime));
      assertEquals(
          ErrorCode.MODEL_OVERLOADED,
          assertInstanceOf(ProviderResult.Failed.class, second).failure().code());
      goOn.countDown();
      assertInstanceOf(ProviderResult.Failed.class, first.get());
    }
    assertInstanceOf(ProviderResult.Succeeded.class, adapter.submit(request));
  }

  /** An empty file whose reader has to wait. */
  private static ByteSource held(CountDownLatch reading, CountDownLatch goOn) {
    return new ByteSource() {
      @Override
      public InputStream open() throws IOException {
        reading.countDown();
        try {
          goOn.await();
        } catch (InterruptedException interrupted) {
          throw new IOException(interrupted);
        }
        return InputStream.nullInputStream();
      }

      @Override
      public long length() {
        return 0;
      }
    };
  }

  private void assertStops(ErrorCode code, ContractCase each) {
    ProviderResult result = adapter.submit(translate(each, inputOf(each), 1));
    AttemptFailure failure = assertInstanceOf(ProviderResult.Failed.class, result).failure();
    assertEquals(code, failure.code(), each.toString());
    assertEquals(FailureAction.STOP, failure.action(), each.toString());
  }

  private static CanonicalInput inputOf(ContractCase each) {
    return new CanonicalInput(each.model().modality(), each.fields(), each.files());
  }

  private static ContractCase each(String slug, JsonObject fields, byte[] image) {
    ModelsFile.Entry model = ModelsFile.find(BuiltinAdapter.class, slug);
    InputFile file = new InputFile("image/png", ByteSource.of(image), null);
    return new ContractCase(model, model.routes().getFirst(), fields, Map.of(FILE, file));
  }

  private static JsonObject input() {
    return JsonObject.builder().put("image", FILE.value()).build();
  }

  private static byte[] bytes(ProviderOutput output) throws IOException {
    OutputFile.Inline file = assertInstanceOf(OutputFile.Inline.class, output.files().getFirst());
    try (InputStream stream = file.content().open()) {
      return stream.readAllBytes();
    }
  }

  private static BufferedImage image(ProviderOutput output) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes(output)));
  }
}
