package dev.modelroute.core.provider;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's callback as it came in, unparsed: signatures are over these bytes.
 *
 * @param headers by lower-case name
 */
// Compared nowhere: the bytes are only read by signature checks.
@SuppressWarnings("ArrayRecordComponent")
public record RawCallback(Map<String, List<String>> headers, byte[] body) {
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }
}
