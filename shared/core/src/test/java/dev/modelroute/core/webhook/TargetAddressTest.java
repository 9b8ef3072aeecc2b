package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetAddressTest {
  private static final AddressPolicy LOCAL =
      new AddressPolicy(
          true, Set.of(), List.of(Cidr.of("127.0.0.0/8"), Cidr.of("::1"), Cidr.of("0.0.0.0/0")));

  /** One line = a URL and what becomes of it. */
  private static final String TABLE =
      """
      https://example.com                        https://example.com/ example.com 443
      HTTPS://Example.COM/Hook?a=b%20c           https://example.com/Hook?a=b%20c example.com 443
      https://example.com.:443/                  https://example.com/ example.com 443
      https://bücher.example/ü                   https://xn--bcher-kva.example/%C3%BC xn--bcher-kva.example 443
      https://8.8.8.8/                           https://8.8.8.8/ 8.8.8.8 443
      https://[2606:4700::1111]/                 https://[2606:4700:0:0:0:0:0:1111]/ 2606:4700:0:0:0:0:0:1111 443
      https://[::ffff:8.8.8.8]/                  https://8.8.8.8/ 8.8.8.8 443
      https://my_host.example.com/               https://my_host.example.com/ my_host.example.com 443
      http://example.com/                        SCHEME
      ftp://example.com/                         SCHEME
      file:///etc/passwd                         MALFORMED
      example.com/hook                           MALFORMED
      /hook                                      MALFORMED
      https:/hook                                MALFORMED
      https://                                   MALFORMED
      https://exa%20mple.com/                    ADDRESS
      https://a..example.com/                    ADDRESS
      https://example.com../                     ADDRESS
      https://-a.example.com/                    ADDRESS
      https://example.com:8443/                  PORT
      https://example.com:80/                    PORT
      https://example.com:0/                     PORT
      https://example.com:99999/                 PORT
      https://example.com:4 43/                  MALFORMED
      https://user@example.com/                  USER_INFO
      https://user:pw@example.com/               USER_INFO
      https://example.com@127.0.0.1/             USER_INFO
      https://example.com/#part                  FRAGMENT
      https://127.0.0.1/                         ADDRESS
      https://127.1/                             ADDRESS
      https://127.0.0.1./                        ADDRESS
      https://2130706433/                        ADDRESS
      https://0x7f000001/                        ADDRESS
      https://0x7f.0.0.1/                        ADDRESS
      https://0177.0.0.1/                        ADDRESS
      https://08.8.8.8/                          ADDRESS
      https://8.8.8/                             ADDRESS
      https://8.8.8.256/                         ADDRESS
      https://8.8.8.8.8/                         ADDRESS
      https://example.0x1/                       ADDRESS
      https://１２７.０.０.１/                     ADDRESS
      https://127。0。0。1/                       ADDRESS
      https://%31%32%37.0.0.1/                   ADDRESS
      https://[::1]/                             ADDRESS
      https://[::]/                              ADDRESS
      https://[::ffff:127.0.0.1]/                ADDRESS
      https://[::ffff:a9fe:a9fe]/                ADDRESS
      https://[::127.0.0.1]/                     ADDRESS
      https://[64:ff9b::8.8.8.8]/                ADDRESS
      https://[fe80::1]/                         ADDRESS
      https://[fd00:ec2::254]/                   ADDRESS
      https://[2002:7f00:1::]/                   ADDRESS
      https://localhost/                         ADDRESS
      https://LOCALHOST./                        ADDRESS
      https://a.localhost/                       ADDRESS
      https://printer.local/                     ADDRESS
      https://metadata.google.internal/          ADDRESS
      https://1.0.0.127.in-addr.arpa/            ADDRESS
      https://local.example.com/                 https://local.example.com/ local.example.com 443
      """;

  @Test
  void a_url_is_taken_or_refused_by_its_text() {
    TABLE
        .lines()
        .forEach(line -> {
          String[] cells = line.split(" {2,}", -1);
          assertEquals(cells[1], outcome(cells[0], AddressPolicy.STANDARD), cells[0]);
        });
  }

  @Test
  void a_zone_or_a_bad_bracket_is_no_address() {
    assertEquals("MALFORMED", outcome("https://[2606::1%25eth0", AddressPolicy.STANDARD));
    assertEquals("ADDRESS", outcome("https://[2606:4700::1%25eth0]/", AddressPolicy.STANDARD));
  }

  @Test
  void a_url_has_a_longest_length() {
    String longest = "https://example.com/" + "a".repeat(TargetAddress.MAX_LENGTH - 20);
    assertEquals(longest + " example.com 443", outcome(longest, AddressPolicy.STANDARD));
    assertEquals("MALFORMED", outcome(longest + "a", AddressPolicy.STANDARD));
  }

  @Test
  void the_local_setting_opens_loopback_and_http_and_nothing_that_serves_metadata() {
    assertEquals(
        "http://127.0.0.1:9000/hook 127.0.0.1 9000", outcome("http://127.0.0.1:9000/hook", LOCAL));
    assertEquals("http://localhost:9000/ localhost 9000", outcome("http://localhost:9000", LOCAL));
    assertEquals("http://10.1.2.3/ 10.1.2.3 80", outcome("http://10.1.2.3/", LOCAL));
    assertEquals("ADDRESS", outcome("http://169.254.169.254/latest", LOCAL));
    assertEquals("ADDRESS", outcome("http://100.100.100.200/", LOCAL));
    assertEquals("ADDRESS", outcome("http://2130706433/", LOCAL));
    assertEquals("ADDRESS", outcome("http://metadata.google.internal/", LOCAL));
  }

  private static String outcome(String url, AddressPolicy policy) {
    return switch (TargetAddress.check(url, policy)) {
      case TargetAddress.Checked.Allowed(TargetAddress target) ->
          target.uri() + " " + target.host() + " " + target.port();
      case TargetAddress.Checked.Refused(TargetAddress.Refusal why) -> why.name();
    };
  }
}
