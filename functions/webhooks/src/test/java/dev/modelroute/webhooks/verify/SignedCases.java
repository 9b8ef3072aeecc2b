package dev.modelroute.webhooks.verify;

import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Requests signed by the platform's own signer, and what a verifier must say of each (WT1). */
final class SignedCases {
  private static final WebhookSecret OLD = WebhookSecret.generate(new Random(1));
  private static final WebhookSecret NEW = WebhookSecret.generate(new Random(2));
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final EventId EVENT =
      EventId.of(UUID.fromString("00000000-0000-7000-8000-000000000001"));
  private static final EventId OTHER =
      EventId.of(UUID.fromString("00000000-0000-7000-8000-000000000002"));

  private static final String ASCII = "{\"id\":\"evt_1\"}";
  private static final String EMOJI = "{\"text\":\"h\u00e9llo \uD83D\uDE00!\"}";
  private static final Map<String, String> BODIES =
      Map.of(
          "ascii", ASCII,
          "emoji", EMOJI,
          "256-kib", "{\"x\":\"" + "a".repeat(WebhookEvent.MAX_BODY_BYTES - 8) + "\"}");

  private SignedCases() {}

  /**
   * One request and its verdicts.
   *
   * @param secret what the receiver has
   * @param standard whether the Standard Webhooks headers hold
   * @param plain whether {@code X-Signature} holds
   */
  record Case(
      String name,
      String body,
      Map<String, String> headers,
      String secret,
      Instant now,
      boolean standard,
      boolean plain) {

    Case receives(String other) {
      return new Case(name, other, headers, secret, now, standard, plain);
    }

    Case signedAt(Instant then) {
      Map<String, String> fresh =
          WebhookSignature.headers(
              EVENT,
              then,
              body.getBytes(StandardCharsets.UTF_8),
              List.of(new WebhookSecret(secret)));
      return new Case(name, body, fresh, secret, then, standard, plain);
    }

    Case with(String header, String value) {
      Map<String, String> changed = new LinkedHashMap<>(headers);
      changed.put(header, value);
      return new Case(name, body, changed, secret, now, standard, plain);
    }
  }

  /** Every kind of body, good and not. */
  static List<Case> matrix() {
    List<Case> cases = new ArrayList<>();
    BODIES.forEach((kind, body) -> {
      List<WebhookSecret> one = List.of(NEW);
      List<WebhookSecret> rotating = List.of(NEW, OLD);
      cases.add(signed(kind + "-good", body, one, NEW, 0, true, true));
      cases.add(signed(kind + "-300-s-old", body, one, NEW, 300, true, true));
      cases.add(signed(kind + "-301-s-old", body, one, NEW, 301, false, false));
      cases.add(signed(kind + "-300-s-early", body, one, NEW, -300, true, true));
      cases.add(signed(kind + "-301-s-early", body, one, NEW, -301, false, false));
      cases.add(signed(kind + "-other-secret", body, one, OLD, 0, false, false));
      cases.add(signed(kind + "-rotated-new", body, rotating, NEW, 0, true, true));
      cases.add(signed(kind + "-rotated-old", body, rotating, OLD, 0, true, false));
      String changed = body.substring(0, body.length() - 3) + "b\"}";
      cases.add(signed(kind + "-one-byte", body, one, NEW, 0, false, false).receives(changed));
    });
    cases.add(
        signed("other-id", ASCII, List.of(NEW), NEW, 0, false, true)
            .with(WebhookSignature.STANDARD_ID, OTHER.value()));
    return ordered(cases);
  }

  /** Headers that no sender of ours writes. */
  static List<Case> strange() {
    List<Case> cases = new ArrayList<>();
    for (String stamp : List.of("", "now", "-1", "1e9", "9".repeat(30), "0x10")) {
      Case bad = signed("stamp-" + cases.size(), ASCII, List.of(NEW), NEW, 0, false, false);
      cases.add(
          bad.with(WebhookSignature.STANDARD_TIMESTAMP, stamp)
              .with(WebhookSignature.SIGNATURE_TIMESTAMP, stamp));
    }
    for (String signature : List.of("", "v1,", "v1", " ", "v2,AAAA", "v1,\u00e9")) {
      Case bad = signed("signature-" + cases.size(), ASCII, List.of(NEW), NEW, 0, false, false);
      cases.add(
          bad.with(WebhookSignature.STANDARD_SIGNATURE, signature)
              .with(WebhookSignature.SIGNATURE, signature));
    }
    Case good = signed("names", ASCII, List.of(NEW), NEW, 0, true, true);
    cases.add(named(good, "lower", name -> name.toLowerCase(Locale.ROOT)));
    cases.add(named(good, "upper", name -> name.toUpperCase(Locale.ROOT)));
    Case none = signed("none", ASCII, List.of(NEW), NEW, 0, false, false);
    cases.add(new Case("none", none.body(), Map.of(), none.secret(), NOW, false, false));
    Case unknown = signed("unknown", ASCII, List.of(NEW), NEW, 0, true, true);
    String more = "v2,AAAA v1,AAAA " + unknown.headers().get(WebhookSignature.STANDARD_SIGNATURE);
    cases.add(unknown.with(WebhookSignature.STANDARD_SIGNATURE, more));
    return ordered(cases);
  }

  /** A good one, signed for this time. */
  static Case goodAt(Instant now) {
    return signed("good", EMOJI, List.of(NEW), NEW, 0, true, true).signedAt(now);
  }

  private static Case named(Case good, String how, UnaryOperator<String> change) {
    Map<String, String> headers = new LinkedHashMap<>();
    good.headers().forEach((name, value) -> headers.put(change.apply(name), value));
    return new Case("names-" + how, good.body(), headers, good.secret(), good.now(), true, true);
  }

  private static Case signed(
      String name,
      String body,
      List<WebhookSecret> signers,
      WebhookSecret receiver,
      long ageSeconds,
      boolean standard,
      boolean plain) {
    Map<String, String> headers =
        WebhookSignature.headers(
            EVENT, NOW.minusSeconds(ageSeconds), body.getBytes(StandardCharsets.UTF_8), signers);
    return new Case(name, body, headers, receiver.value(), NOW, standard, plain);
  }

  private static List<Case> ordered(List<Case> cases) {
    return cases.stream().sorted(Comparator.comparing(Case::name)).toList();
  }

  /** A folder for each: body, headers a line each, secret, now in unix seconds. */
  static void write(List<Case> cases, Path folder) throws IOException {
    for (Case one : cases) {
      Path place = Files.createDirectories(folder.resolve(one.name()));
      Files.writeString(place.resolve("body"), one.body());
      Files.writeString(
          place.resolve("headers"),
          one.headers().entrySet().stream()
              .map(header -> header.getKey() + ": " + header.getValue() + "\n")
              .collect(Collectors.joining()));
      Files.writeString(place.resolve("secret"), one.secret());
      Files.writeString(place.resolve("now"), Long.toString(one.now().getEpochSecond()));
    }
  }
}
