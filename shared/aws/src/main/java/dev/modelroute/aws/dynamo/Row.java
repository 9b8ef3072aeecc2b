package dev.modelroute.aws.dynamo;

import dev.modelroute.core.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row in the making, or as read. Absent attributes stand for null; instants are ISO-8601 text
 * with every digit, money is a number of nano-USD.
 */
final class Row {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  /** What is read where there is no row. */
  static final Row NONE = new Row(Map.of());

  private final Map<String, AttributeValue> attributes;

  private Row(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /** Names a row. */
  record Key(String partition, String sort) {
    Map<String, AttributeValue> attributes() {
      return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
    }
  }

  static Row of(Key key) {
    return new Row(new LinkedHashMap<>(key.attributes()));
  }

  static Row read(Map<String, AttributeValue> attributes) {
    return new Row(attributes);
  }

  Map<String, AttributeValue> attributes() {
    return attributes;
  }

  Key key() {
    return new Key(text(PARTITION), text(SORT));
  }

  Row put(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  Row put(String name, @Nullable String value) {
    return value == null ? this : put(name, AttributeValue.fromS(value));
  }

  Row put(String name, long value) {
    return put(name, AttributeValue.fromN(Long.toString(value)));
  }

  Row put(String name, Money value) {
    return put(name, value.nanos());
  }

  Row put(String name, @Nullable Instant value) {
    return put(name, value == null ? null : value.toString());
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  /**
   * An attribute that must be there.
   *
   * @throws IllegalStateException when it is not: the row was not written by this program
   */
  AttributeValue value(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("a row has no " + name);
    }
    return value;
  }

  String text(String name) {
    return value(name).s();
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  long number(String name) {
    return Long.parseLong(value(name).n());
  }

  Money money(String name) {
    return Money.ofNanos(number(name));
  }

  /** The amount, zero when the attribute is absent. */
  Money moneyOrZero(String name) {
    return has(name) ? money(name) : Money.ZERO;
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  Optional<Instant> optionalInstant(String name) {
    return optionalText(name).map(Instant::parse);
  }
}
