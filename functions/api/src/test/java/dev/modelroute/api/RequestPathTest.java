package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPathTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/models, /v1/models",
    "/api/v1/models, /v1/models",
    "/api/health, /api/health",
    "v1/health, /v1/health",
    "'', /",
    "/a b, /a%20b",
    "/a%20b, /a%20b",
    "/a%2, /a%252",
    "/%zz, /%25zz",
    "/{x}|y, /%7Bx%7D%7Cy",
    "/a?b#c, /a%3Fb%23c",
    "/größe, /gr%C3%B6%C3%9Fe",
    "/😀, /%F0%9F%98%80",
    "/a;b=c:d@e, /a;b=c:d@e",
  })
  void a_path_becomes_legal_and_keeps_its_meaning(String sent, String expected) {
    assertEquals(expected, RequestPath.of(sent));
  }

  @Test
  void no_path_is_the_root() {
    assertEquals("/", RequestPath.of(null));
  }
}
