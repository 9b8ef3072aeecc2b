package dev.modelroute.core.money;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a budget starts anew. Days and months are those of UTC. */
public enum SpendPeriod {
  /** Never. */
  TOTAL,
  MONTH,
  DAY;

  /** The form on the wire: {@code total}, {@code month}, {@code day}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SpendPeriod> parse(String text) {
    return Arrays.stream(values()).filter(period -> period.text().equals(text)).findFirst();
  }

  /** The period an instant is in: {@code total}, {@code 2026-11}, {@code 2026-11-20}. */
  public String at(Instant instant) {
    String day = LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    return switch (this) {
      case TOTAL -> text();
      case MONTH -> day.substring(0, day.lastIndexOf('-'));
      case DAY -> day;
    };
  }
}
