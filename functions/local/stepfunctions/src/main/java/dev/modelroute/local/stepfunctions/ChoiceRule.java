package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A condition of a Choice state. A value of another type than the operator's is no match. */
public sealed interface ChoiceRule {

  /** Whether the rule holds. */
  boolean matches(JsonNode input, JsonNode context);

  /** Every rule holds. */
  record All(List<ChoiceRule> rules) implements ChoiceRule {
    public All {
      rules = List.copyOf(rules);
    }

    @Override
    public boolean matches(JsonNode input, JsonNode context) {
      return rules.stream().allMatch(rule -> rule.matches(input, context));
    }
  }

  /** Some rule holds. */
  record Any(List<ChoiceRule> rules) implements ChoiceRule {
    public Any {
      rules = List.copyOf(rules);
    }

    @Override
    public boolean matches(JsonNode input, JsonNode context) {
      return rules.stream().anyMatch(rule -> rule.matches(input, context));
    }
  }

  /** The rule does not hold. */
  record Not(ChoiceRule rule) implements ChoiceRule {
    @Override
    public boolean matches(JsonNode input, JsonNode context) {
      return !rule.matches(input, context);
    }
  }

  /** {@code Is…}: what kind of value is there. */
  record Kind(ValuePath variable, String name, boolean expected) implements ChoiceRule {
    @Override
    public boolean matches(JsonNode input, JsonNode context) {
      if (name.equals("IsPresent")) {
        return variable.find(input, context).isPresent() == expected;
      }
      return isOfKind(variable.read(input, context)) == expected;
    }

    private boolean isOfKind(JsonNode value) {
      return switch (name) {
        case "IsNull" -> value.isNull();
        case "IsBoolean" -> value.isBoolean();
        case "IsNumeric" -> value.isNumber();
        case "IsString" -> value.isTextual();
        case "IsTimestamp" -> value.isTextual() && Timestamps.parse(value.textValue()).isPresent();
        default -> throw new IllegalStateException(name);
      };
    }
  }

  /** {@code StringMatches}: {@code *} stands for any characters. */
  record Pattern(ValuePath variable, java.util.regex.Pattern pattern) implements ChoiceRule {
    @Override
    public boolean matches(JsonNode input, JsonNode context) {
      JsonNode value = variable.read(input, context);
      return value.isTextual() && pattern.matcher(value.textValue()).matches();
    }
  }

  /** Compares with a value of the definition or of the input. */
  record Comparison(ValuePath variable, ValueType type, Order order, Operand operand)
      implements ChoiceRule {
    @Override
    public boolean matches(JsonNode input, JsonNode context) {
      JsonNode left = variable.read(input, context);
      JsonNode right = operand.value(input, context);
      Optional<Integer> compared =
          switch (type) {
            case STRING -> compare(text(left), text(right));
            case NUMERIC -> compare(number(left), number(right));
            case BOOLEAN -> compare(truth(left), truth(right));
            case TIMESTAMP -> compare(moment(left), moment(right));
          };
      return compared.filter(order::accepts).isPresent();
    }

    private static <T extends Comparable<T>> Optional<Integer> compare(
        Optional<T> left, Optional<T> right) {
      return left.flatMap(a -> right.map(b -> Integer.signum(a.compareTo(b))));
    }

    private static Optional<String> text(JsonNode node) {
      return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(JsonNode node) {
      return node.isNumber() ? Optional.of(node.decimalValue()) : Optional.empty();
    }

    private static Optional<Boolean> truth(JsonNode node) {
      return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }

    private static Optional<Instant> moment(JsonNode node) {
      return text(node).flatMap(Timestamps::parse);
    }
  }

  /** What a comparison's right side is: a literal, or a value of the input. */
  sealed interface Operand {
    /** The value to compare with. */
    JsonNode value(JsonNode input, JsonNode context);

    /** From the definition. */
    record Literal(JsonNode literal) implements Operand {
      @Override
      public JsonNode value(JsonNode input, JsonNode context) {
        return literal;
      }
    }

    /** From the input, for the operators ending in {@code Path}. */
    record At(ValuePath path) implements Operand {
      @Override
      public JsonNode value(JsonNode input, JsonNode context) {
        return path.read(input, context);
      }
    }
  }

  /** What a comparison compares. */
  enum ValueType {
    STRING("String"),
    NUMERIC("Numeric"),
    BOOLEAN("Boolean"),
    TIMESTAMP("Timestamp");

    final String prefix;

    ValueType(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Which signs of a comparison match. */
  enum Order {
    EQUALS("Equals"),
    LESS_THAN("LessThan"),
    LESS_THAN_EQUALS("LessThanEquals"),
    GREATER_THAN("GreaterThan"),
    GREATER_THAN_EQUALS("GreaterThanEquals");

    final String suffix;

    Order(String suffix) {
      this.suffix = suffix;
    }

    boolean accepts(int sign) {
      return switch (this) {
        case EQUALS -> sign == 0;
        case LESS_THAN -> sign < 0;
        case LESS_THAN_EQUALS -> sign <= 0;
        case GREATER_THAN -> sign > 0;
        case GREATER_THAN_EQUALS -> sign >= 0;
      };
    }
  }
}
