package dev.modelroute.provider.simulator;

import dev.modelroute.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A second of a tone whose pitch comes from the prompt: WAV, 16 bits, mono, 8 kHz. */
final class SimulatedSpeech {
  private static final int RATE = 8000;
  private static final int SECONDS = 1;
  private static final int HEADER_BYTES = 44;

  private SimulatedSpeech() {}

  static JsonObject entry() {
    return JsonObject.builder()
        .put("file_id", "")
        .put("duration_seconds", SECONDS)
        .put("content_type", "audio/wav")
        .build();
  }

  static byte[] wav(Scenario scenario) {
    int dataBytes = RATE * SECONDS * 2;
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
    wav.put(ascii("data")).putInt(dataBytes);
    double hertz = 220 + scenario.seedByte(3);
    for (int i = 0; i < RATE * SECONDS; i++) {
      wav.putShort((short) (12_000 * StrictMath.sin(2 * Math.PI * hertz * i / RATE)));
    }
    return wav.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
